"""Discs that slide in grooves and push each other on."""
