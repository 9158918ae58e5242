"""Answer files, and the logs of other harnesses: rows of who answered what."""
