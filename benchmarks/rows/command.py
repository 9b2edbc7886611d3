"""The command line as a whole process: S4, and `check` beside a sync."""

import subprocess
from collections.abc import Iterator

from benchmarks.bench import NEWSREADER, PYTHON, Bench, run
from benchmarks.figures import Figure, interleaved, median_seconds, seconds

LOADED = """
import sys
from tui_reader.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(int("textual" in sys.modules), file=sys.stderr)
"""


def list_command(bench: Bench) -> Iterator[Figure]:
    """S4: twenty posts as JSON from a warm index, beside a Python that does nothing."""
    site = bench.site(bench.small)
    environment = bench.environment(bench.warm(site))
    arguments = ["-C", str(site), "list", "--limit", "20", "--json"]
    actions = (
        lambda: seconds(lambda: run([NEWSREADER, *arguments], environment)),
        lambda: seconds(lambda: run([PYTHON, "-c", "pass"], environment)),
    )
    reader, nothing = interleaved(actions, bench.repeats)
    yield Figure("S4", f"list --limit 20 --json, {bench.small:,} posts", reader, "s", 0.09, "python -c pass", nothing)
    for words in (["--version"], ["completion", "bash"], ["complete", "--line", "newsreader li"]):
        spent = median_seconds(lambda words=words: run([NEWSREADER, *words], environment), bench.repeats)
        yield Figure("S4", " ".join(words), spent, "s", 0.05)
    done = subprocess.run([PYTHON, "-c", LOADED, *arguments], env=environment, capture_output=True, timeout=60)
    yield Figure("S4", "Textual loaded by it (1 is yes)", float(done.stderr.split()[-1]), "", 0)


def check_command(bench: Bench) -> Iterator[Figure]:
    """Every rule over every post, beside a sync that reads every post again."""
    site = bench.site(bench.small)
    environment = bench.environment(bench.warm(site))

    def timed(*arguments: str) -> float:
        command = [NEWSREADER, "-C", str(site), *arguments]
        return seconds(lambda: subprocess.run(command, env=environment, capture_output=True, timeout=900, check=False))

    check, sync = interleaved((lambda: timed("check"), lambda: timed("sync", "--full")), 1 if bench.quick else 3)
    yield Figure("check", f"check, {bench.small:,} posts", check, "s", 1.0, "sync --full", sync, by_ratio=True)
