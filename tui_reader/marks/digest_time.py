"""When the last digest of each feed was made: a mark of its own, beside those of the screen."""

import json
import time
from pathlib import Path

from tui_reader.config.user_files import read_user_file, replace_user_file
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import MarksError


def last_digest(file: Path, root: str) -> int | None:
    """Seconds since 1970 of the last digest of the feed with this root; None where there was none, or the file cannot
    be read.
    """
    second = _read(file).get(root)
    return second if isinstance(second, int) and not isinstance(second, bool) else None


def await_next_second(file: Path) -> None:
    """Return when the second of the last digest of any feed is over: what comes into the index in that second would
    count as told.
    """
    now = time.time()
    if int(now) in _read(file).values():
        time.sleep(int(now) + 1 - now)


def keep_digest(file: Path, root: str, second: int) -> None:
    """Write down when a digest was made; raises MarksError."""
    try:
        replace_user_file(file, json.dumps({**_read(file), root: second}, ensure_ascii=False))
    except OSError as error:
        message = tr("{file} cannot be written: {reason}").format(file=file, reason=error.strerror)
        raise MarksError(message, tr("the next digest tells the same again")) from error


def _read(file: Path) -> dict[str, object]:
    try:
        found = json.loads(read_user_file(file))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
