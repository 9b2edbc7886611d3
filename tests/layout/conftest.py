"""`pytest tests/layout --update-cases` rewrites the expected pages of tests/cases for review with `git diff`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="rewrite the expected pages in tests/cases")
