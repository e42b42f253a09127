"""Measuring: gold in three forms, the figures that the coder reaches on it, and the gate that holds it to them."""
