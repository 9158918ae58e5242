"""Half of an understanding: parts of a story replayed, mentions counted, rivals followed."""
