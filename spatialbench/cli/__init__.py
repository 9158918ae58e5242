"""The command line: `spatialbench …`. Each group of commands has a file; all work is done below.

Nothing heavy is imported until a command runs, so that `--help` answers in a blink.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point: runs a command; errors are one paragraph on stderr and exit status 2."""
    from spatialbench.cli.app import app
    from spatialbench.errors import SpatialbenchError

    try:
        app()
    except SpatialbenchError as error:
        sys.stderr.write(f"spatialbench: {error}\n")
        sys.exit(2)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        sys.exit(141)
