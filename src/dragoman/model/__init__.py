"""The values that flow; imports nothing of ours but errors."""
