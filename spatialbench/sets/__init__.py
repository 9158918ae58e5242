"""Question sets: building, reading, verifying and auditing them."""

from spatialbench.sets.question_set import QuestionSet, load

__all__ = ["QuestionSet", "load"]
