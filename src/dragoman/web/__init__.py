"""The desk: the page, and the interface beside it."""
