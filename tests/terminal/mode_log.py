"""The modes of a terminal after the bytes it was sent, each kept by its own number, as the strictest terminal does."""

import re

USUALLY_SET = frozenset({7, 25})
"""Wrap at the last column and the cursor: set while a shell has the terminal."""
FRAME = frozenset({"?2026", "?69", "region", "columns"})
"""What each frame switches on and off itself."""
_SWITCH = re.compile(
    rb"\x1b\[\?([\d;]+)([hl])"
    rb"|\x1b\[(>)\d*u|\x1b\[<(\d*)u"
    rb"|\x1b\[([\d;]*)r"
    rb"|\x1b\[(\d+;\d+)s"
    rb"|(\x1b\[=[\d;]*u|\x1b\[[\d;]*[hl]|\x1b\[\d* q|\x1b\[>[\d;]*m|\x1b\[[\d;]*t|\x1b\[!p"
    rb"|\x1b[=>c]|\x1b[()*+].|\x1b[no|}~]|[\x0e\x0f]"
    rb"|\x1b\](?!8;|52;|\d+;\?)\d+[^\x07\x1b]*)"
)
"""Private modes; the stack of kitty's keyboard; rows and columns that scroll; whatever else would last: other modes,
the keypad, character sets, the look of the cursor, and what OSC sets but for links and the clipboard, as the title.
"""


class ModeLog:
    """Follows the switches in a stream of bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.set: set[int] = set(USUALLY_SET)
        """Private modes that are set now (DECSET)."""
        self.ever: set[int] = set()
        """Private modes that were once not as a shell has them."""
        self.keyboards = 0
        """Ways of the keyboard on kitty's stack."""
        self.ever_keyboard = False
        """Whether there was ever one."""
        self.switches: list[str] = []
        """Every switch but those of frames, in order: `?1049h`, `>u`, or the sequence itself."""
        self.open_frames: set[str] = set()
        """What a frame switched on and not off again."""
        for switch in _SWITCH.finditer(data):
            self._take(switch)

    @property
    def left(self) -> set[int]:
        """Private modes that are not as a shell has them."""
        return self.set ^ USUALLY_SET

    def _take(self, switch: re.Match[bytes]) -> None:
        numbers, final, pushed, popped, rows, columns, other = switch.groups()
        if numbers is not None:
            for number in numbers.split(b";"):
                self._switch(int(number), final == b"h")
        elif pushed or popped is not None:
            self.keyboards = self.keyboards + 1 if pushed else max(0, self.keyboards - int(popped or 1))
            self.ever_keyboard |= bool(pushed)
            self.switches.append(">u" if pushed else "<u")
        elif other is not None:
            self.switches.append(other.decode("latin-1"))
        elif columns is not None:
            self.open_frames.add("columns")
        else:
            (self.open_frames.add if rows else self.open_frames.discard)("region")

    def _switch(self, number: int, on: bool) -> None:
        (self.set.add if on else self.set.discard)(number)
        self.ever |= self.left
        name = f"?{number}"
        if name not in FRAME:
            self.switches.append(name + "lh"[on])
            return
        (self.open_frames.add if on else self.open_frames.discard)(name)
        if number == 69 and not on:
            self.open_frames.discard("columns")  # without the mode the margins are those of the screen
