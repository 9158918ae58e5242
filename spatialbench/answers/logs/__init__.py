"""Logs of other harnesses, read as answers: one file per harness, told apart by what is in them."""

from spatialbench.answers.logs.folder import recognise
from spatialbench.answers.logs.format import Recognised

__all__ = ["Recognised", "recognise"]
