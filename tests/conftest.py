"""Makes the modules beside the tests importable; how hypothesis draws.

No test depends on the clock. The gate (CI=…) draws the same examples every time; elsewhere new ones
are tried at each run.
"""

import os
import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")
if examples := os.environ.get("FUZZ"):  # `nox -s fuzz`
    settings.register_profile("fuzz", deadline=None, max_examples=int(examples))
    settings.load_profile("fuzz")
