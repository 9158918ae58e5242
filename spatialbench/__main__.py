"""`python -m spatialbench`: the command line, where the script is not on the path."""

from spatialbench.cli import main

main()
