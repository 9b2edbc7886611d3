"""Write the page that a package index shows: the README without its picture, and without links into the checkout, which
lead nowhere from there. Run it with `make docs`.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "index_page.md"
_PICTURE = re.compile(r"^!\[[^\]]*\]\([^)]*\)\n\n", re.MULTILINE)
_INSIDE = re.compile(r"\[([^\]]+)\]\((?!https?:|mailto:|#)[^)]*\)")


def page() -> str:
    """The text of the page."""
    return _INSIDE.sub(r"\1", _PICTURE.sub("", (ROOT / "README.md").read_text(encoding="utf-8")))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
