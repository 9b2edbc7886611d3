"""Every way to write a date that anybody thought of: the reader takes those that Hugo takes, as Hugo takes them, and
names the others.
"""

import html
import json
import subprocess
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.hugo.oracle import HUGO
from tui_reader.store.front_matter.dates import read_date

DAYS = (
    "2022-07-28", "2022-7-28", "2022/07/28", "28 Jul 2022", "8 Jul 2022", "08 Jul 22", "Thu, 28 Jul 2022", "Thu,28 Jul 2022", "Thursday, 28-Jul-22",
    "Thu Jul 28", "Thu Jul  8", "Thu Jul 8", "28 July 2022", "July 28, 2022", "20220728", "28-Jul-2022", "thu, 28 jul 2022", "2022-02-30",
    "2022-13-01", "9999-12-31", "28/07/2022", "2022-07", "2022",
)  # fmt: skip
TIMES = (
    "",
    " 21:38:40",
    "T21:38:40",
    "T21:38",
    " 1:38:40",
    " 21:38",
    "T24:00:00",
    "T23:59:60",
    "T21:38:40.5",
    "T21:38:40,5",
    "t21:38:40",
    "  21:38:40",
)
ZONES = ("", "Z", " Z", "+08:00", "+0800", "+08", " +08:00", " +0800", " MST", " GMT", " UTC", " ABCDE", " AB", " +0800 CST", " +08:00 CST", "-00:00", "+25:00", " 2022", " MST 2022", " +0800 2022")  # fmt: skip
TEMPLATE = """{{ range hugo.Data.texts }}{{ $read := try (time.AsTime .) }}
{{- if $read.Err }}refused{{ else }}{{ $read.Value.Format "2006-01-02T15:04:05Z07:00" }}{{ end }}
{{ end }}"""
ZONE = "Asia/Kathmandu"


TURNS = {
    "Europe/Berlin": ("2020-03-29", "2020-10-25"),
    "America/New_York": ("2020-03-08", "2020-11-01"),
    "Australia/Lord_Howe": ("2020-04-05", "2020-10-04"),
    "Pacific/Apia": ("2011-12-29", "2011-12-30", "2011-12-31"),
}
"""Days on which clocks are turned, by time zone."""


def test_dates_are_those_hugo_reads(tmp_path):
    texts = ["".join(parts) for parts in product(DAYS, TIMES, ZONES)]
    verdicts = hugos(texts, ZONE, tmp_path)
    wrong = [pair for pair in zip(texts, verdicts, strict=True) if not _is_alike(*pair, ZONE)]
    assert wrong == []


@pytest.mark.parametrize("zone", TURNS)
def test_hours_that_clocks_show_twice_or_never_are_hugos(zone, tmp_path):
    hours = product(TURNS[zone], range(24), (0, 15, 45))
    texts = [f"{day}T{hour:02}:{minute:02}:00" for day, hour, minute in hours]
    verdicts = hugos(texts, zone, tmp_path)
    assert [pair for pair in zip(texts, verdicts, strict=True) if not _is_alike(*pair, zone)] == []


def hugos(texts: list[str], zone: str, tmp_path: Path) -> list[str]:
    """What Hugo reads the texts as, in a site of a time zone."""
    (tmp_path / "hugo.toml").write_text(f'timeZone = "{zone}"\n', "utf-8")
    for folder, name, text in (("data", "texts.json", json.dumps(texts)), ("layouts", "home.html", TEMPLATE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, "utf-8")
    subprocess.run([HUGO, "--source", tmp_path], check=True, capture_output=True, timeout=120)
    verdicts = html.unescape((tmp_path / "public/index.html").read_text("utf-8")).splitlines()
    assert len(verdicts) == len(texts)
    return verdicts


def _is_alike(text: str, verdict: str, zone: str) -> bool:
    read = read_date(text, ZoneInfo(zone))
    if verdict == "refused":
        return read.code in ("date-odd", "date-unreadable")
    return (
        read.code == "" and read.moment is not None and read.moment.astimezone(UTC) == datetime.fromisoformat(verdict)
    )
