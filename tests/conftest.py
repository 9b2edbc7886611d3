"""What every test stands on: a user with empty folders of its own, and the real content where it is at hand."""

import os
import signal
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.figures import Figures, table
from tui_reader.config import user_files
from tui_reader.store import local_source
from tui_reader.ui.error_boundary import RAISE_ERRORS

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
# What a shell starts in the background hears no Ctrl+C, nor does what that starts, and some tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if os.environ.pop("CI", "") == "true":
    os.environ["NO_TEST_MAY_BE_SKIPPED"] = "true"
SKIPPING_FAILS = "NO_TEST_MAY_BE_SKIPPED" in os.environ
"""A machine that checks every change has all that a test needs: a test skipped there is a test nobody runs.

`CI` itself is taken away, since pytest then works out whole differences of long texts, which takes minutes.
"""
settings.register_profile("same", derandomize=True)
settings.register_profile("new", derandomize=False, print_blob=True)
settings.load_profile("same")  # a change fails by what it does, not by luck; `make fuzz` draws new examples


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real Hugo sites beside the checkout; tests over it are left out where it is missing."""
    if not CORPORA.is_dir():
        pytest.skip("the folder of real Hugo sites is not beside the checkout")
    return CORPORA


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a home of its own, so that no test reads or writes the marks of a person.

    What the reader swallows for its user fails a test, in the programs that a test starts as well.
    """
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "STATE", "CACHE", "DATA", "RUNTIME"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.delenv("TMUX", raising=False)  # what a test copies is not for the person who runs it
    for name in [key for key in os.environ if key.startswith("NEWSREADER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv(RAISE_ERRORS, "1")
    monkeypatch.setitem(user_files._forbidden, "links", 0)
    monkeypatch.setitem(local_source._bounds, "folder", "")
    return home


GATHERED = pytest.StashKey[Figures]()
"""What the tests of N1 to N8 counted."""


def pytest_configure(config: pytest.Config) -> None:
    config.stash[GATHERED] = Figures()


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> Figures:
    """Takes what a test of N1 to N8 counted; `make faults` prints it."""
    return pytestconfig.stash[GATHERED]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table of `make faults`."""
    if "faults" not in config.option.markexpr.replace("not faults", ""):
        return
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and (report.when == "call" or report.outcome != "passed"):
                module = Path(report.nodeid.partition("::")[0]).stem
                config.stash[GATHERED].hear(module, report.outcome)
    terminalreporter.section("figures of N1 to N8")
    for line in table(config.stash[GATHERED].rows()):
        terminalreporter.line(line)


def _told(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that names the reason; an expected failure stays what it is."""
    if SKIPPING_FAILS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI=true nothing may be: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The report of a test, with skips as failures where none may be."""
    report = yield
    _told(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The report of a module's collection, with skips as failures where none may be."""
    report = yield
    _told(report)
    return report
