"""The word tables, loaded and checked into frozen values."""
