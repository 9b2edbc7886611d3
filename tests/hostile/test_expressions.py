"""Every regular expression of the program takes time that grows with its text, on the texts that are worst for it.

Processor time is compared with itself: six times the text may take fourteen times as long, the square would be 36.
"""

import re
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from tests.hostile.expressions import FROM_EVERYWHERE, Expression, expressions, worst_cases

EXCUSED = {
    "cli.checks.post_checks._CODE": "looks at no more than 4,000 characters behind each mark",
    "markdown.dialect._RULE": "tried at the beginning of a line, once for each of at most DEEPEST levels",
    "markdown.html.html_tags._ATTRIBUTE": "tried where the attribute before it ends, and never again",
    "markdown.html.html_tags._EQUALS": "tried behind a name, where no blank was looked at yet",
    "store.archetype_template._ACTION": "looks at no more than 500 characters behind each brace",
    "store.archetype_template._TOKEN": "of an action of at most 500 characters",
    "store.front_matter.front_matter._BLANK_LINES": "tried once, behind the header",
    "store.front_matter.front_matter._ORG_LINE": "tried at the beginning of each line",
    "store.html.org.org_inline._MARK": "looks at no more than 1,000 characters behind each mark",
    "store.site.glob._PIECES": "looks at no more than 1,000 characters behind each bracket",
    "text.shortcode_lexer._HEAD": "looks at no more than LONGEST_TAG characters",
    "text.shortcode_lexer._BODY": "looks at no more than LONGEST_TAG characters",
    "text.shortcode_lexer._ARGUMENT": "of a tag of at most LONGEST_TAG characters, whose quotes are closed",
}
"""Expressions that are tried at a given place of a text, or on a bounded one, and why that is enough."""
SIZE = 1000
"""Size at which time that grows with the square shows."""
SOON = 0.00005
"""Seconds that no text of `SIZE` takes where time grows with its square."""
MANY = 120
"""Texts that take long without growing, after which an expression is left: it looks ahead, and not far."""
LONG = 1.0
"""Seconds of processor time; no text of `SIZE` takes a hundredth of them where it grows well."""
PATIENCE = 5.0
"""Seconds by the clock after which an expression is interrupted: on a busy machine they are more than `LONG`."""


class TooLongError(Exception):
    """A text took so long that no figure is needed."""


@pytest.fixture(scope="module", autouse=True)
def alarm() -> Iterator[None]:
    """An expression that does not end is interrupted."""

    def ring(number: int, frame: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    yield
    signal.signal(signal.SIGALRM, before)


def seconds(expression: Expression, function: str, text: str) -> float:
    """Processor time for all of the text."""
    pattern = expression.pattern
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        begun = time.process_time()
        if function in FROM_EVERYWHERE:
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, function)(text)
        return time.process_time() - begun
    except TooLongError:
        return LONG
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def grows(expression: Expression, function: str, make: Callable[[int], str], took: float) -> bool:
    """Does the time grow faster than the text, where `SIZE` of it took as long as said?"""
    if took >= LONG:
        return True
    if seconds(expression, function, make(4 * SIZE)) < 6 * min(took, seconds(expression, function, make(SIZE))):
        return False
    size = SIZE if took > 20 * SOON else 4 * SIZE
    return all(_is_square(expression, function, make, size) for _ in range(3))


def _is_square(expression: Expression, function: str, make: Callable[[int], str], size: int) -> bool:
    small, large = (seconds(expression, function, make(length)) for length in (size, 6 * size))
    return large > 14 * small or large == LONG


def worst(expression: Expression) -> str:
    """The text that shows that time grows too fast; empty where none does."""
    for function in sorted({"search" if each in FROM_EVERYWHERE else each for each in expression.functions}):
        slow = 0
        for make in worst_cases(expression.pattern):
            took = seconds(expression, function, make(SIZE))
            if took > SOON and grows(expression, function, make, took):
                return f"{function}: {make(20)!r}"
            slow += took > SOON
            if slow > MANY:
                break
    return ""


def is_excused(name: str) -> bool:
    return any(name == excused or name.startswith(f"{excused}[") for excused in EXCUSED)


def test_the_time_of_no_expression_grows_faster_than_its_text():
    found = {each.name: text for each in expressions() if not is_excused(each.name) and (text := worst(each))}
    assert found == {}


def test_every_excuse_is_of_an_expression_that_is_there():
    assert {each.name.partition("[")[0] for each in expressions() if is_excused(each.name)} == set(EXCUSED)


def test_the_walk_meets_what_modules_functions_and_tables_hold():
    names = {each.name for each in expressions()}
    assert len(names) > 300
    assert "markdown.dialect._RULE" in names
    assert "text.shortcode_lexer._BODY['%']" in names
    assert any(name.startswith("index.storage.integrity: ^CREATE ") for name in names)


@pytest.mark.parametrize(
    ("pattern", "function"),
    [
        (r"\s*x", "search"),
        (r"<[^>]*>", "sub"),
        (r"(a+)+b", "match"),
        (r"(?:a|a)*b", "fullmatch"),
        (r".+\.\w{3,5}(?:\?.*)?", "fullmatch"),
        (r"\w*\d*x", "match"),
        (r"x?\s*(y)?\s*[a-z]", "match"),
        (r'"(?:\\.|[^"\\])*"', "findall"),
    ],
)
def test_an_expression_that_takes_long_is_found(pattern, function):
    assert worst(Expression("a", re.compile(pattern), frozenset({function})))


@pytest.mark.parametrize("pattern", [r"\s+x?", r"(?<!\s)\s++x", r"<[^<>]*+>", r"(?:a|b)*+c?", r"a{1,9}b"])
def test_one_that_does_not_is_not(pattern):
    assert not worst(Expression("a", re.compile(pattern), frozenset({"search"})))
