"""Findings and actors to the Record of one document."""
