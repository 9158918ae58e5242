"""Blocks on top of one another: what carries what."""
