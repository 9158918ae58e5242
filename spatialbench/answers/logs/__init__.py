"""Logs of other harnesses, read as answers: one file per harness, told apart by what is in them."""

from spatialbench.answers.logs.recognise import Recognised, recognise

__all__ = ["Recognised", "recognise"]
