"""Mentions to actors, offices and agreements."""
