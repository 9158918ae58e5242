"""Observers that learn from options, words and pictures, each tried on what it never saw."""
