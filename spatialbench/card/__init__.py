"""The card: one row a model, with everything that a number needs beside it to be believed."""

from spatialbench.card.row import Row, row_of

__all__ = ["Row", "row_of"]
