"""Casting rays at exact scenes: which surface every pixel shows, cameras, what is visible."""
