"""Questions in words, and answers in words: what the command line and the page have in common."""
