"""Errors that the user can fix: each says in one line what is wrong, where, and how to fix it."""


class ReaderError(Exception):
    """Something the user can fix. `message` says what and where; `hint` says how to fix it (may be empty)."""

    exit_code = 3
    """Exit code of the command line: 1 nothing found, 2 wrong usage, 3 content trouble."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} — {self.hint}" if self.hint else self.message


class ContentError(ReaderError):
    """The content folder, site or file cannot be opened: missing, no permission, empty, not text."""


class SettingsError(ReaderError):
    """A settings file that cannot be read, or a wrong key in it."""


class ThemeError(ReaderError):
    """A theme file that cannot be read or is incomplete; `line` is where, None where no line can be named."""

    def __init__(self, message: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(message, hint)
        self.line = line


class QueryError(ReaderError):
    """A query that cannot be read; `start` and `end` are the offsets of the faulty characters in it."""

    exit_code = 2

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message, hint)
        self.start = start
        self.end = end


class NotFoundError(ReaderError):
    """Nothing matches what was asked for: a post, a term, a bookmark, a saved view."""

    exit_code = 1


class MarksError(ReaderError):
    """A mark could not be written down: disk full, quota, read-only home."""


class IndexTroubleError(ReaderError):
    """The index cannot be used at all, not even in memory."""


class ProgramError(ReaderError):
    """Another program, such as the editor, cannot be started or did not end with success."""


class UsageError(ReaderError):
    """A command line that cannot be understood."""

    exit_code = 2
