"""Things behind screens that change places, and films that are cut together."""
