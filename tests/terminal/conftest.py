"""What the tests of a login that may only read share: a second user, an installation that is not the checkout, a feed
that tempts.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.second_user import SecondUser, install, need_watcher
from tests.terminal.tempting_feed import write_feed


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    """A folder that every user can read, unlike those of pytest."""
    need_watcher()
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def program(ground: Path) -> Path:
    return install(ground / "installed", ground / "installed" / "machine.toml")


@pytest.fixture
def machine(program: Path) -> Iterator[Path]:
    """The machine's settings of that installation."""
    file = program.parent.parent / "machine.toml"
    yield file
    file.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def user(ground: Path) -> Iterator[SecondUser]:
    with SecondUser(ground) as made:
        yield made


@pytest.fixture(scope="session")
def tempting_feed(ground: Path) -> Path:
    """Posts that would lead out if they could, in a checkout whose git dates are asked for."""
    site = ground / "feed"
    write_feed(ground, site / "content")
    (site / "hugo.toml").write_text("enableGitInfo = true\n")
    git = ("git", "-C", str(site), "-c", "user.name=a", "-c", "user.email=a@example.org")
    for step in (("init", "-q"), ("add", "."), ("commit", "-qm", "first")):
        subprocess.run([*git, *step], check=True, capture_output=True)
    return site
