"""The command line: `spatialbench …`. Each group of commands has a file; all work is done below.

Nothing heavy is imported until a command runs, so that `--help` answers in a blink.
"""

from __future__ import annotations

import gc
import sys

from spatialbench.cli.ending import ended_well, prepare_streams


def main() -> None:
    """Entry point: runs a command; errors are one paragraph on stderr and exit status 2."""
    prepare_streams()
    # Sets and answers are many small objects without cycles: looking for some at every 700 took a
    # tenth of the time of `generate`, `score` and `compare`.
    gc.set_threshold(200_000, 50, 1000)
    with ended_well():
        from spatialbench.cli.app import app_for

        app_for(sys.argv[1] if len(sys.argv) > 1 else None)()
