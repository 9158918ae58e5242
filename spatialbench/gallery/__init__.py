"""For looking at: a page with questions of every task, and sheets of all that can be drawn. Nothing
but the command line imports it."""
