"""Reading answers: from what a model wrote to a value, or to the reason why there is none."""

from spatialbench.extraction.extract import extract
from spatialbench.extraction.readings import Extraction

__all__ = ["Extraction", "extract"]
