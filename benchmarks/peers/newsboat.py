"""newsboat over the same posts as RSS, in a home of its own."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.bench import Bench, run
from benchmarks.feed import ROW_TEXT
from benchmarks.pty_probe import WIDE, FirstPaint, Probe

FEED_LIST = "量新闻"
"""Title of the made feeds, on newsboat's first screen."""


def command(bench: Bench, site: Path, program: str) -> list[str]:
    """The command line, after newsboat has read the feed once into a cache of its own."""
    home = bench.home(f"newsboat-{site.name}")
    (home / "urls").write_text(f"file://{(site / 'feed.xml').resolve()}\n")
    (home / "config").write_text("auto-reload no\nshow-read-feeds yes\nbind-key j down\nbind-key SPACE pagedown\n")
    argv = [program, "-C", str(home / "config"), "-u", str(home / "urls"), "-c", str(home / "cache.db")]
    if not (home / "cache.db").exists():
        run([*argv, "-x", "reload"], bench.environment(home))
    return argv


def environment(bench: Bench, site: Path) -> dict[str, str]:
    """Environment of newsboat's own user."""
    return bench.environment(bench.home(f"newsboat-{site.name}"))


def opened(bench: Bench, site: Path, program: str, size: tuple[int, int] = WIDE) -> Probe:
    """A running newsboat with the list of posts on the screen."""
    probe = Probe(command(bench, site, program), environment(bench, site), size)
    probe.first_paint(FEED_LIST)
    probe.session.send("enter")
    probe.first_paint(ROW_TEXT)
    return probe


def start(bench: Bench, argv: Sequence[str], site: Path) -> tuple[FirstPaint, float]:
    """Time to newsboat's first screen, and seconds it then takes to open the feed."""
    with Probe(argv, environment(bench, site)) as probe:
        paint = probe.first_paint(FEED_LIST)
        return paint, probe.press("enter", quiet=0.3).last
