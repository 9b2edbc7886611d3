"""The built wheel holds all a reader needs: installed alone, it finds its sample feed and its themes."""

import os
import subprocess
import sys
import tarfile
import zipapp
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, cwd=cwd, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds nothing but the installed wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    _run("-m", "hatchling", "build", "--target", "wheel", "--directory", folder / "dist")
    (wheel,) = (folder / "dist").glob("*.whl")
    target = folder / "installed"
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--no-deps", "--no-index", "--target", target, wheel)
    return target


def _ask(installed: Path, expression: str) -> Path:
    """A path that the installed package names; the checkout is not on the interpreter's way."""
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); from tui_reader.config import paths; print({expression})"
    )
    return Path(_run("-c", code, cwd=installed).strip())


def test_the_package_is_the_installed_one(installed: Path) -> None:
    assert _ask(installed, "paths.__file__").is_relative_to(installed)


def test_the_sample_feed_is_inside(installed: Path) -> None:
    content = _ask(installed, "paths.sample_content()")
    assert content.is_relative_to(installed)
    shipped = {file.relative_to(content) for file in content.rglob("*") if file.is_file()}
    assert shipped == {file.relative_to(ROOT / "content") for file in (ROOT / "content").rglob("*") if file.is_file()}
    assert any(file.suffix == ".md" for file in shipped)


def test_the_themes_are_inside(installed: Path) -> None:
    themes = _ask(installed, "paths.shipped_themes()")
    assert themes.is_relative_to(installed)
    assert {file.name for file in themes.glob("*.toml")} == {file.name for file in (ROOT / "themes").glob("*.toml")}
    assert list(themes.glob("*.toml"))


def test_man_pages_and_completions_are_installed_where_systems_look_for_them(installed: Path) -> None:
    shared = {str(file.relative_to(installed / "share")) for file in (installed / "share").rglob("*") if file.is_file()}
    assert shared == {
        "man/man1/newsreader.1",
        "man/zh_CN/man1/newsreader.1",
        "bash-completion/completions/newsreader",
        "zsh/site-functions/_newsreader",
        "fish/vendor_completions.d/newsreader.fish",
    }


def test_no_test_and_no_tool_is_inside(installed: Path) -> None:
    at_top = {file.name for file in installed.iterdir() if not file.name.endswith(".dist-info")}
    assert at_top <= {"tui_reader", "bin", "share"}


def test_the_source_archive_has_all_that_is_tracked(tmp_path: Path) -> None:
    _run("-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        packed = {name.split("/", 1)[1] for name in opened.getnames()}
    assert {"Makefile", "constraints.txt", ".ci/run", "tests/test_wheel.py"} <= packed
    if (ROOT / ".git").exists():
        asked = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, timeout=60)
        assert asked.returncode == 0
        assert {name for name in asked.stdout.split("\0") if name} <= packed


def test_a_zipapp_has_its_sample_feed_its_tables_and_its_chinese(installed: Path, tmp_path: Path) -> None:
    archive, home = tmp_path / "newsreader.pyz", tmp_path / "home"
    zipapp.create_archive(installed, archive, main="tui_reader.cli.main:main")
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "zh_CN.UTF-8"}

    def run(*arguments: str) -> str:
        command = [sys.executable, archive, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "guide/search.md" in run("search", "paiban")
    assert "complete -" in run("completion", "bash")
    assert "列出文章" in run("--help")
    assert str(home) in run("paths")
    with PtySession([sys.executable, str(archive)], (120, 30), environment) as session:
        session.wait_for("从这里开始")
        session.send("enter")
        session.wait_for("阅读器")
        session.send("Q")
        assert session.ended_within()
        assert session.exit_status == 0
