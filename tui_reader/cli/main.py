"""The entry of the program: arguments in, exit code out."""

import gc
import sys
from collections.abc import Sequence

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0 fine, 1 nothing found, 2 wrong usage, 3 content trouble, 130
    interrupted.
    """
    gc.disable()  # nothing dies while modules load; commands that run long turn it on again
    try:
        # Loaded here, so that an interrupt meanwhile ends as quietly as one later.
        from tui_reader.cli.dispatch import dispatch

        return dispatch(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
