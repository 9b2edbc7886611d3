"""The lines of shell in the manual do what stands beside them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.sshd import make_privilege_folder

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
SCRIPTS = (MANUAL / "scripts.md").read_text("utf-8")
SERVERS = (MANUAL / "over-ssh.md").read_text("utf-8")
SHARED = (MANUAL / "servers.md").read_text("utf-8")
RECIPES = re.findall(r"^```sh\n(.*?)^```", SCRIPTS, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_runs(recipe, feed, tmp_path):
    programs = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    env = {"HOME": os.environ["HOME"], "PATH": programs, "LANG": "C.UTF-8", "EDITOR": "true"}
    for options in ("-euc", "-ic"):
        folder = tmp_path / options
        env["NEWSREADER_CONTENT"] = str(shutil.copytree(feed, folder / "site"))
        shell = ["bash", "--norc", options, recipe]
        done = subprocess.run(shell, capture_output=True, env=env, cwd=folder, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        said = [line for line in done.stderr.decode().splitlines() if line.startswith("newsreader: ")]
        assert all(re.search("(imported|exported|changed|found)$", line) for line in said), said


def block(text: str, begin: str) -> str:
    """The fenced block that begins so."""
    (found,) = [
        one for one in re.findall(r"^```\w+\n(.*?)^```", text, re.MULTILINE | re.DOTALL) if one.startswith(begin)
    ]
    return found


def run(*command: str | Path, **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_timer_is_whole_and_brings_what_is_new(feed, tmp_path):
    service, timer = (
        block(SCRIPTS, "# ~/.config/systemd/user/news.service"),
        block(SCRIPTS, "# ~/.config/systemd/user/news.timer"),
    )
    program = f"{sys.executable} -m tui_reader"
    (tmp_path / "news.service").write_text(service.replace("=newsreader", f"={program}"), "utf-8")
    (tmp_path / "news.timer").write_text(timer, "utf-8")
    if shutil.which("systemd-analyze"):
        env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
        run("systemd-analyze", "--user", "verify", tmp_path / "news.service", tmp_path / "news.timer", env=env)
    home, git = tmp_path / "somebody", ["git", "-C", str(feed), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    run("git", "init", "-q", feed)
    run(*git, "add", ".")
    run(*git, "commit", "-qm", "One")
    run("git", "clone", "-q", feed, home / "site")
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    steps = [line.partition("=")[2] for line in service.splitlines() if line.startswith("ExecStart")]
    pull, sync = (step.replace("%h", str(home)).replace("newsreader", program, 1).split() for step in steps)
    run(*sync, env=env)
    (feed / "content" / "fresh.md").write_text("---\ntitle: Fresh\n---\n", "utf-8")
    run(*git, "add", ".")
    run(*git, "commit", "-qm", "Two")
    run(*pull, env=env)
    assert "fresh.md" in run(*sync, env=env)


def test_the_service_for_a_whole_server_publishes_what_the_settings_of_the_machine_name(feed, tmp_path):
    service, settings = block(SHARED, "# /etc/systemd/system/newsreader.service"), block(SHARED, 'content = "/srv')
    places = {"/srv/feed": str(feed), "/var/lib/newsreader/feed": str(tmp_path / "index")}
    for written, here in places.items():
        service, settings = service.replace(written, here), settings.replace(written, here)
    program = f"{sys.executable} -m tui_reader"
    service = service.replace("=newsreader", f"={program}").replace("User=news", "User=root")
    (tmp_path / "newsreader.service").write_text(service, "utf-8")
    if shutil.which("systemd-analyze"):
        run("systemd-analyze", "verify", tmp_path / "newsreader.service")
    (command,) = re.findall(r"^ExecStart=(.*) --watch$", service, re.MULTILINE)
    env = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    run(*command.split(), env=env)
    own = tmp_path / ".config/newsreader/config.toml"
    own.parent.mkdir(parents=True)
    own.write_text(settings, "utf-8")
    (feed / "content" / "fresh.md").write_text("---\ntitle: Fresh\n---\n", "utf-8")
    assert "Fresh" not in run(sys.executable, "-m", "tui_reader", "list", env=env)
    run(*command.split(), env=env)
    assert "Fresh" in run(sys.executable, "-m", "tui_reader", "list", env=env)
    before = {line.split()[0]: line.split() for line in block(SHARED, "useradd").splitlines()}
    assert before["install"][-1] == before["useradd"][before["useradd"].index("--home-dir") + 1] + "/feed"


def test_the_line_for_rsync_brings_new_posts_and_takes_away_those_that_went(feed, tmp_path):
    (command,) = re.findall(r"`ExecStart=(rsync [^`]+)`", SCRIPTS)
    home = tmp_path / "somebody"
    home.mkdir()
    bring = command.replace("author@example.org:site/", f"{feed}/").replace("%h", str(home)).split()
    env = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    sync = [sys.executable, "-m", "tui_reader", "-C", str(home / "site"), "sync", "--json"]
    run(*bring)
    first = json.loads(run(*sync, env=env))["added"]
    gone = feed / "content" / first[0]
    gone.unlink()
    (feed / "content" / "fresh.md").write_text("---\ntitle: Fresh\n---\n", "utf-8")
    run(*bring)
    told = json.loads(run(*sync, env=env))
    assert (told["added"], told["removed"]) == (["fresh.md"], [first[0]])


def test_the_line_for_cron_has_five_times_and_a_command_that_runs(feed):
    (line,) = re.findall(r"^0 7 .*$", SCRIPTS, re.MULTILINE)
    *times, command = line.split(maxsplit=5)
    assert times == ["0", "7", "*", "*", "*"]
    assert "%" not in command  # cron makes line ends of them
    env = {
        "HOME": os.environ["HOME"],
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "NEWSREADER_CONTENT": str(feed),
    }
    assert run("sh", "-c", command, env=env) == ""
    (feed / "content" / "fresh.md").write_text("---\ntitle: Fresh\n---\n", "utf-8")
    assert "Fresh" in run("sh", "-c", command, env=env)
    assert run("sh", "-c", command, env=env) == ""


def test_sshd_reads_the_lines_of_the_manual_as_they_are_meant(tmp_path):
    sshd = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    assert sshd
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key")
    config = tmp_path / "sshd_config"
    config.write_text(
        f"HostKey {tmp_path}/key\n{block(SERVERS, 'ClientAlive')}{block(SERVERS, 'Match User news')}", "utf-8"
    )
    make_privilege_folder()
    said = run(sshd, "-T", "-f", config, "-C", "user=news,host=localhost,addr=127.0.0.1").splitlines()
    assert "forcecommand newsreader --restricted /srv/feed" in said
    assert {
        "clientaliveinterval 30",
        "clientalivecountmax 3",
        "disableforwarding yes",
        "permituserrc no",
        "permittty yes",
    } <= {*said}


def test_problems_are_lines_that_the_editors_can_read(call, feed):
    pattern = re.compile(r"^(?P<f>[^:\n]+):(?:(?P<l>\d+):(?:(?P<c>\d+):)?)? (?P<m>.+)$")
    lines = [line for line in call("check").out.splitlines() if not line.startswith(" ")]
    found = [pattern.match(line) for line in lines]
    assert all(found) and len(found) > 1
    assert all((feed / "content" / one["f"]).is_file() for one in found)
    assert any(one["l"] and one["c"] for one in found)
