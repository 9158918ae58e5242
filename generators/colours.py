"""The colours that tasks draw from; `assets/palette.json` says how they look and are called."""

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black")
