"""What the audit of a set looks at, one idea a file."""
