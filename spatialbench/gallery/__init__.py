"""Scenes for looking at: sheets of all that can be drawn. Nothing else imports it."""
