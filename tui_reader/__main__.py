"""`python -m tui_reader`."""

import sys

from tui_reader.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
