"""Setting a long post: S10 and S11 without a screen, and on one."""

import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import NEWSREADER, PYTHON, Bench, installed
from benchmarks.feed import BODY_TEXT, ROW_TEXT
from benchmarks.figures import Figure, percentile
from benchmarks.peers import newsboat
from benchmarks.pty_probe import Probe
from tui_reader.feed.library import Library
from tui_reader.layout.options import Layout

NARROW = (70, 40)
"""Size at which list and post take turns, so that Enter shows the post."""
POSTS = ((230, 60), (1000, 200))
"""Size of a post in KB, and the milliseconds it may take."""
SCREEN = 40


def long_post(bench: Bench) -> Iterator[Figure]:
    """S10: from the file to the first forty lines."""
    site = bench.long_site()
    library = bench.library(site, bench.warm(site))
    for size, limit in POSTS:
        path = f"news/long-{size}.md"
        spent = percentile([_open(library, path, 76) for _ in range(5)], 0.5)
        yield Figure("S10", f"{size} KB post read and its first screen set", 1000 * spent, "ms", limit)
    library.close()


def _open(library: Library, path: str, width: int) -> float:
    begin = time.perf_counter()
    lines = library.pages.lay_out(path, Layout(width=width)).lines(0, SCREEN)
    spent = time.perf_counter() - begin
    if not any(BODY_TEXT in line.text for line in lines):
        raise RuntimeError(f"{path} is not set as it reads")
    return spent


def other_measure(bench: Bench) -> Iterator[Figure]:
    """S11: the middle of a 230 KB post found again at another width."""
    site = bench.long_site()
    library = bench.library(site, bench.warm(site))
    path = "news/long-230.md"
    page = library.pages.lay_out(path, Layout(width=76))
    middle = page.height // 2
    page.lines(middle, middle + SCREEN)
    place = page.position_at(middle)
    times, kept = [], True
    for width in (70, 82, 64, 90, 76):
        begin = time.perf_counter()
        again = library.pages.lay_out(path, Layout(width=width))
        line = again.line_of_position(place)
        again.lines(line, line + SCREEN)
        times.append(time.perf_counter() - begin)
        kept = kept and again.position_at(line).block == place.block
    library.close()
    yield Figure("S11", "230 KB post, other measure, from its file", 1000 * percentile(times, 0.5), "ms", 60)
    yield Figure("S11", "the same block on top after it (1 is yes)", float(kept), "", 1, at_least=True)


def long_post_on_screen(bench: Bench) -> Iterator[Figure]:
    """S10: Enter until a 230 KB post is on the screen, beside newsboat and Textual's Markdown."""
    site = bench.long_site()
    environment = bench.environment(bench.warm(site))
    with Probe([NEWSREADER, str(site)], environment, NARROW) as reader:
        reader.first_paint(ROW_TEXT)
        reader.press("j", quiet=0.5)
        reader.rest(1.0)
        spent = 1000 * reader.press_for("enter", BODY_TEXT)
    program = installed("newsboat")
    peer = _newsboat_enter(bench, site, program) if program else None
    yield Figure("S10", "Enter → 230 KB post on screen", spent, "ms", 60, "newsboat", peer)
    if not bench.quick:
        stock = _markdown_enter(bench, site / "content/news/long-230.md")
        yield Figure("S10", "the same, beside stock Textual", spent, "ms", 60, "Textual Markdown", stock)


def _newsboat_enter(bench: Bench, site: Path, program: str) -> float:
    with newsboat.opened(bench, site, program, NARROW) as peer:
        peer.press("j")
        return 1000 * peer.press_for("enter", BODY_TEXT)


def _markdown_enter(bench: Bench, file: Path) -> float:
    argv = [PYTHON, "-m", "benchmarks.peers.markdown_app", str(file)]
    with Probe(argv, bench.environment(bench.home("empty")), NARROW) as peer:
        peer.first_paint("press enter")
        return 1000 * peer.press_for("enter", BODY_TEXT, 60.0)
