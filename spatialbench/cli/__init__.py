"""The command line: `spatialbench …`. Each group of commands has a file; all work is done below.

Nothing heavy is imported until a command runs, so that `--help` answers in a blink.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point: runs a command; errors are one paragraph on stderr and exit status 2."""
    from spatialbench.cli.app import app_for
    from spatialbench.cli.common import printable
    from spatialbench.errors import SpatialbenchError

    try:
        app_for(sys.argv[1] if len(sys.argv) > 1 else None)()
    except SpatialbenchError as error:
        sys.stderr.write(f"spatialbench: {printable(str(error))}\n")
        sys.exit(2)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        sys.stderr.write(f"spatialbench: {printable(_told(error))}\n")
        sys.exit(2)


def _told(error: OSError) -> str:
    """Which file it was, what the system said of it, and what to look at."""
    where = error.filename2 or error.filename or "a file"
    what = error.strerror or str(error)
    return f"{where}: {what}. Is it the right path, may you write there, and is there room?"
