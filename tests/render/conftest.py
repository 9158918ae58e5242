"""Makes the modules beside the tests importable: scenes to look at and independent oracles."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
