"""Links (OSC 8) and the clipboard (OSC 52) as bytes for the terminal, wrapped for tmux and screen where they must be.

Sources: "Hyperlinks in terminal emulators" (the OSC 8 note), xterm's control sequences for OSC 52, tmux(1)
`allow-passthrough`, screen(1) on device control strings of at most 768 bytes.
"""

import base64
import re
from collections.abc import Sequence
from zlib import crc32

MAX_LINK = 2083
"""Longest address a terminal need take, in bytes; VTE and iTerm2 leave out longer ones."""
MAX_CLIPBOARD = 74_994
"""Most bytes of text one OSC 52 carries: xterm and others cut a sequence at 100,000 bytes of base64."""
_SCREEN_CHUNK = 76
_UNSAFE = re.compile(r"[^\x21-\x7e]")


def link_begin(address: str) -> str:
    """The sequence after which cells belong to a link; empty for an address that is too long.

    Pieces of one link share an id, so that a terminal marks them together. Characters other than printable ASCII are
    percent-encoded: nothing of the address can end the sequence.
    """
    safe = percent_encoded(address)
    if len(safe) > MAX_LINK:
        return link_end()
    return f"\x1b]8;id={crc32(safe.encode()) & 0xFFFFF:x};{safe}\x1b\\"


def percent_encoded(address: str) -> str:
    """The address in printable ASCII."""
    return _UNSAFE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace")), address
    )


def link_end() -> str:
    """The sequence after which cells belong to no link."""
    return "\x1b]8;;\x1b\\"


def clipboard(text: str, multiplexer: str = "") -> str | None:
    """The sequence that puts `text` on the clipboard of the person's own machine; None when it is too long to send.

    `multiplexer` is `tmux`, `screen` or empty. tmux takes the sequence itself (`set-clipboard`), so it is sent to it
    plainly and once more wrapped for the terminal outside; screen passes on what is wrapped in pieces.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_CLIPBOARD:
        return None
    return wrapped(f"\x1b]52;c;{base64.b64encode(data).decode()}\x07", multiplexer)


def wrapped(sequence: str, multiplexer: str) -> str:
    """A clipboard sequence as it reaches the terminal outside `tmux` or `screen`; unchanged where neither stands
    between.
    """
    return _WRAPS.get(multiplexer, str)(sequence)


def for_tmux(sequence: str) -> str:
    """A sequence wrapped so that tmux hands it to the terminal outside (`allow-passthrough on`)."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


def for_screen(sequence: str) -> str:
    """A sequence wrapped in pieces so that screen hands it to the terminal outside."""
    pieces: Sequence[str] = [sequence[at : at + _SCREEN_CHUNK] for at in range(0, len(sequence), _SCREEN_CHUNK)]
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


_WRAPS = {"tmux": lambda sequence: sequence + for_tmux(sequence), "screen": for_screen}
