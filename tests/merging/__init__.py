"""The same thing told by many reports."""
