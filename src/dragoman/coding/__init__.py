"""Reading to findings: events, statements, agreements, commitments, each with the cue that fired."""
