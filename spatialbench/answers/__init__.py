"""Reading answers: from what a model wrote to a value, or to the reason why there is none."""

from spatialbench.answers.extract import extract
from spatialbench.answers.readings import Extraction

__all__ = ["Extraction", "extract"]
