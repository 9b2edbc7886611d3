"""Coverage-guided runs of the targets: `python -m tests.fuzz.run SECONDS [TARGET …]`. What is found is kept as a case.

Each target runs in a process of its own under libFuzzer (atheris), with the cases and seeds as its first inputs.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

CASES = Path(__file__).parent / "cases"
"""Inputs that once broke a promise: `<target>-<digest>`."""
LONGEST: Mapping[str, int] = {"header": 2048, "markdown": 512, "query": 512, "journal": 4096}
"""Bytes of an input: as many as what is told apart there needs, since what is short is tried more often."""
STOPPED = 300
"""Seconds by the clock after which an input counts as one that never ends, however busy the machine is. What one may
cost is held to processor time.
"""


def fuzz(target: str, seconds: int) -> int:
    """Try the target for so long; 0 where nothing was found, else what the process ended with."""
    CASES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder)
        options = [f"-max_total_time={seconds}", f"-max_len={LONGEST[target]}", f"-timeout={STOPPED}"]
        options.append("-rss_limit_mb=1500")
        kept = [f"-artifact_prefix={CASES}/{target}-", "-print_final_stats=1", "-verbosity=0"]
        command = [sys.executable, "-m", "tests.fuzz.run", "--child", target, *options, *kept, str(inputs)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    told = [
        line for line in done.stderr.splitlines() if "number_of_executed_units" in line or "new_units_added" in line
    ]
    print(
        f"{target}: {seconds} s, {', '.join(line.partition('stat::')[2] for line in told)}, ended with {done.returncode}"
    )
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
    return done.returncode


def be_child(target: str, options: list[str]) -> None:
    """Run the target under libFuzzer; never returns."""
    import atheris

    with atheris.instrument_imports(include=["tui_reader", "markdown_it", "mdit_py_plugins"]):
        from tests.fuzz.targets import SEEDS, TARGETS, bounded
    first = [*SEEDS[target], *(case.read_bytes() for case in sorted(CASES.glob(f"{target}-*")))]
    for number, seed in enumerate(first):
        Path(options[-1], f"seed{number}").write_bytes(seed)
    atheris.Setup([target, *options], bounded(TARGETS[target]))
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Run the targets that are named, all of them where none is."""
    if arguments[:1] == ["--child"]:
        be_child(arguments[1], arguments[2:])
    names = arguments[1:] or ["header", "markdown", "query", "journal"]
    return max([fuzz(name, int(arguments[0])) for name in names])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
