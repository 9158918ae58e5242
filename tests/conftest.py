"""Makes the modules beside the tests importable: sets and answers put together by hand."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
