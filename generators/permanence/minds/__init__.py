"""Who believes what: people who watch, leave, turn away and come back."""
