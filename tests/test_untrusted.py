"""Posts are untrusted text: no control, escape or direction character of theirs reaches a terminal, on any path."""

import re
import sys
from pathlib import Path

import pytest

from tests.feeds import SITE
from tests.terminal.pty_session import PtySession

COLUMNS = (100, 30)
ATTACKS = (
    "\x1b]0;EVIL\x07",
    "\x1b]52;c;RVZJTA==\x07",
    "\x1b]8;;http://EVIL\x1b\\",
    "\x1bPEVIL\x1b\\",
    "\x1b[6n\x1b[2J",
    "\x9b31mEVIL\x9d0;EVIL\x9c",
    "\x07\x08\x0b\x0c\x7f\r",
    "\u202eEVIL\u2066\u2069\u202c\u200f",
)
ATTACK = "".join(ATTACKS)
QUOTED = ATTACK.translate({code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))})
"""The attack as a YAML double-quoted text: the parser makes the characters, past every guard on the file's bytes."""
BODY = f"""
# EVIL {ATTACK}

{ATTACK} **{ATTACK}** `{ATTACK}` [{ATTACK}](http://example.org/{ATTACK} "{ATTACK}") ![{ATTACK}]({ATTACK}.jpg)
&#27;]0;EVIL&#7; &#x9b;31m &#x202e; <b title="{ATTACK}">{ATTACK}</b> {{{{< figure src="{ATTACK}" title="{ATTACK}" >}}}}

```{ATTACK}
{ATTACK}
```

| {ATTACK} |
|---|
| {ATTACK} |

[^1]

[^1]: {ATTACK}
"""
STYLE = re.compile(r"\x1b\[[0-9;:]*m|\x1b\]8;[^;\x1b\x07]*;[\x20-\x7e\xa0-\ud7ff\ue000-\uffff]*(?:\x1b\\|\x07)")
"""What the command line itself may send: colours and links."""
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
SMUGGLED = re.compile(
    "\x1b[\\]PX^_](?!8;)[^\x1b\x07]*(EVIL|RVZJTA)|\x1b\\[6n\x1b\\[2J|[\x80-\x9f\u202a-\u202e\u2066-\u2069\u200f]"
)
"""What a whole screen of ours can hold only when a post's bytes came through."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A site with the attack in its title, in every field, in file names and in the body; one header cannot be read."""
    site = tmp_path / "site"
    news = site / "content" / "news\x1b]0;EVIL\x07"
    news.mkdir(parents=True)
    (site / "hugo.toml").write_text(SITE.replace("小报", "小报\\u001b]0;EVIL\\u0007\\u009b31m"), "utf-8")
    fields = "\n".join(
        f'{name}: "EVIL {QUOTED}"' for name in ("title", "linkTitle", "description", "slug", "featuredImage")
    )
    lists = "\n".join(f'{name}: ["EVIL {QUOTED}"]' for name in ("tags", "categories", "authors", "news", "aliases"))
    header = f'{fields}\n{lists}\ndate: 2022-07-28\nweight: "{QUOTED}"\nlastmod: "{QUOTED}"\n'
    (news / "post.md").write_text(f"---\n{header}---\n{BODY}", "utf-8")
    (news / "raw\x1b[2J\u202e.md").write_text(f"---\ntitle: {ATTACK}: {ATTACK}\n\t- [\n---\n{BODY}", "utf-8")
    (news / "bare.md").write_text(BODY, "utf-8")
    return site


def _on_a_terminal(*arguments: str) -> str:
    """What the command line sends to a terminal."""
    with PtySession([sys.executable, "-m", "tui_reader", *arguments], COLUMNS, {"PYTHONUTF8": "1"}) as session:
        session.settle(2.0, 30.0, lambda program: program.ended_within(0.0))
        return bytes(session.raw).decode()


@pytest.mark.parametrize(
    "command",
    [
        "list",
        "list --json",
        "search EVIL",
        "search EVIL --json",
        "terms",
        "terms --json",
        "check",
        "check --json",
        "sync --full",
        "show EVIL --plain",
        "show EVIL --ansi",
        "show EVIL --json",
        "show EVIL --markdown",
        "show nothing\x1b]0;EVIL\x07",
        "list --query tag:\x1b]0;EVIL\x07",
        "paths",
    ],
)
def test_no_command_sends_a_post_s_control_characters(hostile: Path, command: str) -> None:
    said = _on_a_terminal("-C", str(hostile), *command.split(" "))
    assert said.strip()
    assert not FORBIDDEN.search(STYLE.sub("", said)), repr(said)


def test_no_bookmark_sends_a_post_s_control_characters(hostile: Path) -> None:
    feed = ("-C", str(hostile))
    added = _on_a_terminal(*feed, "bookmarks", "add", "EVIL", "--note", f"EVIL {ATTACK}".replace("\r", ""))
    listed = _on_a_terminal(*feed, "bookmarks")
    exported = [_on_a_terminal(*feed, "bookmarks", "export", "--format", form) for form in ("json", "markdown", "html")]
    assert "EVIL" in listed
    assert all("EVIL" in said for said in exported)
    for said in (added, listed, *exported):
        assert not FORBIDDEN.search(STYLE.sub("", said)), repr(said)


def test_no_screen_sends_a_post_s_control_characters(hostile: Path) -> None:
    with PtySession([sys.executable, "-m", "tui_reader", str(hostile)], COLUMNS) as session:
        session.wait_for("EVIL")
        for key in (
            "j",
            "j",
            "enter",
            "space",
            "o",
            "esc",
            "f",
            "esc",
            "i",
            "esc",
            "m",
            "esc",
            "5",
            "t",
            "esc",
            "?",
            "esc",
        ):
            session.press(key, 0.15)
        session.press("/", 0.1)
        session.press("EVIL", 0.1)
        session.press("enter", 0.3)
        said = bytes(session.raw).decode(errors="replace")
        assert not session.ended_within(0.0), session.text()
    found = SMUGGLED.search(said)
    assert not found, repr(said[max(0, found.start() - 60) : found.end() + 60])
