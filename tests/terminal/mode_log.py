"""The modes of a terminal after the bytes it was sent, each kept by its own number, as the strictest terminal does."""

import re

USUALLY_SET = frozenset({7, 25})
"""Wrap at the last column and the cursor: set while a shell has the terminal."""
_SWITCH = re.compile(rb"\x1b\[\?([\d;]+)([hl])|\x1b\[>\d*(u)|\x1b\[<(\d*)u")


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
        for switch in _SWITCH.finditer(data):
            self._take(switch)

    @property
    def left(self) -> set[int]:
        """Private modes that are not as a shell has them."""
        return self.set ^ USUALLY_SET

    def _take(self, switch: re.Match[bytes]) -> None:
        numbers, final, pushed, popped = switch.groups()
        if numbers is None:
            self.keyboards = self.keyboards + 1 if pushed else max(0, self.keyboards - int(popped or 1))
            self.ever_keyboard |= bool(pushed)
            return
        for number in map(int, numbers.split(b";")):
            (self.set.add if final == b"h" else self.set.discard)(number)
        self.ever |= self.left
