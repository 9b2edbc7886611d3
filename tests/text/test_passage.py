"""A passage is found again after random edits around it and inside it."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.text.passage import CONTEXT, Passage, find_passage, find_unchanged, passage_at, squeeze

WORDS = "山西启动首个元宇宙影视基地澳涞坞集团在澳门宣布终端里的一行文字应当像书上那样读newsreaderfeedofposts2022"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the characters of a passage told apart from those around it."""

    letters: tuple[tuple[str, bool], ...]
    """Characters, each with whether it is of the passage."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(letter for letter, _ in self.letters)

    @property
    def span(self) -> tuple[int, int]:
        """Where the passage begins and ends; nowhere where nothing is left of it."""
        inside = [index for index, (_, own) in enumerate(self.letters) if own]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def made(random: Random, length: int) -> str:
    """Text of the letters of the words above."""
    return "".join(random.choice(WORDS) for _ in range(length))


def begin(random: Random, quote: int, around: int) -> Marked:
    """A text with a passage of `quote` characters in the middle."""
    before, after = made(random, around), made(random, around)
    return Marked(
        (*((c, False) for c in before), *((c, True) for c in made(random, quote)), *((c, False) for c in after))
    )


def edit(random: Random, marked: Marked, first: int, last: int, own: bool) -> Marked:
    """One edit between two places: letters put in, taken out or replaced."""
    start = random.randint(first, last)
    end = min(last, start + random.choice((0, 0, 1, 3, 12)))
    new = tuple((letter, own) for letter in made(random, random.choice((0, 1, 2, 8))))
    return Marked((*marked.letters[:start], *new, *marked.letters[end:]))


@given(st.integers(0, 10**9), st.integers(8, 900), st.integers(0, 20))
@settings(max_examples=80, deadline=None)
def test_edits_around_a_passage_leave_it_where_it_is(seed: int, quote: int, edits: int) -> None:
    random = Random(seed)
    marked = begin(random, quote, 600)
    passage = passage_at(marked.text, *marked.span)
    for _ in range(edits):
        start, end = marked.span
        above = random.random() < 0.5
        marked = edit(random, marked, 0 if above else end, start if above else len(marked.letters), own=False)
    assert find_passage(marked.text, passage) == marked.span


@given(st.integers(0, 10**9), st.integers(24, 300))
@settings(max_examples=40, deadline=None)
def test_a_changed_passage_is_found_among_text_that_repeats_itself(seed: int, quote: int) -> None:
    random = Random(seed)
    marked = begin(random, quote, 0)
    around = tuple((letter, False) for letter in made(random, 20) * 12)
    marked = Marked((*around, *marked.letters, *around))
    passage = passage_at(marked.text, *marked.span)
    start, end = marked.span
    marked = edit(random, marked, start + 4, end - 4, own=True)
    found, (start, end) = find_passage(marked.text, passage), marked.span
    assert found is not None
    assert min(found[1], end) - max(found[0], start) >= 0.9 * (end - start)


@given(st.integers(0, 10**9), st.integers(24, 900))
@settings(max_examples=80, deadline=None)
def test_edits_inside_a_passage_leave_most_of_it_found(seed: int, quote: int) -> None:
    """Of the passage as it reads now at least nine tenths are found, and little beside it."""
    random = Random(seed)
    marked = begin(random, quote, 400)
    passage = passage_at(marked.text, *marked.span)
    for _ in range(max(1, quote // 60)):
        start, end = marked.span
        marked = edit(random, marked, start + 1, end - 1, own=True)
        start, end = marked.span
        marked = edit(random, marked, 0, start - 1, own=False)
    found, (start, end) = find_passage(marked.text, passage), marked.span
    assert found is not None
    common = min(found[1], end) - max(found[0], start)
    assert common >= 0.9 * (end - start) and found[1] - found[0] <= common + 24


@given(st.integers(0, 10**9), st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_of_equal_passages_the_one_with_its_surroundings_is_found(seed: int, copies: int) -> None:
    random = Random(seed)
    quote = made(random, 15)
    pieces = [made(random, 50) for _ in range(copies + 1)]
    text = quote.join(pieces)
    wanted = random.randrange(copies)
    start = sum(map(len, pieces[: wanted + 1])) + wanted * len(quote)
    passage = passage_at(text, start, start + len(quote))
    more = made(random, random.randint(0, 200))
    assert find_passage(more + text, passage) == (start + len(more), start + len(more) + len(quote))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("首个元宇宙影视基地在山西启动", "完全不同的一篇文章，与前文没有任何关系。" * 20),
        ("首个元宇宙影视基地在山西启动", ""),
        ("", "首个元宇宙"),
        ("山西启动", "启"),
    ],
)
def test_what_is_gone_is_not_found(quote: str, text: str) -> None:
    assert find_passage(text, Passage(quote, "前文", "后文", 10)) is None


def test_an_edge_that_was_rewritten_belongs_to_the_passage() -> None:
    text = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    passage = passage_at(text, 8, 16)
    changed = text[:8] + "天地" + text[10:]
    assert find_passage(changed, passage) == (8, 16)
    assert find_passage(text[:14] + "人" + text[16:], passage) == (8, 15)


def test_blanks_and_line_ends_make_no_difference() -> None:
    assert squeeze("　　一行 文字\n 又一行\t") == "一行文字又一行"
    long = squeeze("一 行\n" * 100)
    assert passage_at(long, 50, 60).before == long[50 - CONTEXT : 50]


def test_in_a_part_of_the_text_only_what_is_as_it_was_is_found() -> None:
    text = "春天来得早一些。花也开得好看。又有许多新的消息传来。花也开得好看。"
    passage = passage_at(text, 8, 15)
    assert find_unchanged(text, passage) == (8, 15)
    assert find_unchanged(text[:30], passage_at(text[:30], 8, 15)) == (8, 15)
    assert find_unchanged(text[9:], passage) is None
    assert find_unchanged(text * 2, Passage("花也开得好看。")) is None, "which of them is not certain"
    assert find_unchanged(text, Passage("")) is None
