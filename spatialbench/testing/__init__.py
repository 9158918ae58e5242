"""What an ability needs to test itself: the steps of `check`, golden files, a skeleton.

from spatialbench.testing import check
assert all(step.passed for step in check("toy/heavier"))
"""

from spatialbench.testing.check import Step, check
from spatialbench.testing.golden import golden_text

__all__ = ["Step", "check", "golden_text"]
