"""Keys one at a time: what a key does is done before the next one finds its pane.

Textual hands a key to the pane that has the focus when it arrives, and does what the key is bound to only later. Over a
slow line keys arrive together: the letters behind `/` would go to the list, and Enter would end an empty search.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

LOST_SECONDS = 0.3
"""Time after which it is asked whether a key's pane is still there: one that is gone has taken all that was for it
along, and the next key no longer waits.
"""
MOST_WAITS = 20
"""How often that is asked of one key: a machine that is busy is waited for, but not for ever."""
ROUNDS = 2
"""Times that a message follows a key through panes and screen to the application: behind the key itself, and behind
what its action told the pane.
"""

Typed = events.Key | events.Paste


class KeyDone(Message):
    """Follows a key on its way from the pane to the application."""

    def __init__(self, key: int, rounds: int) -> None:
        super().__init__()
        self.key = key
        self.rounds = rounds


class TypedKeys:
    """What was typed and is not done yet."""

    def __init__(self, app: App[int], hand_on: Callable[[Typed], Awaitable[None]]) -> None:
        """`hand_on` gives a key or a paste to the pane that has the focus."""
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[Typed] = deque()
        self._key = 0
        self._under_way = False
        self._pane: Widget | Screen[object] | None = None
        self._waits = 0

    async def put(self, typed: Typed) -> None:
        """Hand it on now, or when everything before it is done."""
        self._waiting.append(typed)
        if self._under_way and len(self._waiting) == 1:
            self._limit_wait()
        await self._next()

    def put_first(self, keys: Iterable[events.Key]) -> None:
        """Put keys before all that wait."""
        self._waiting.extendleft(reversed(tuple(keys)))

    async def follow(self, done: KeyDone) -> None:
        """A message that followed a key has arrived."""
        if done.key != self._key or not self._under_way:
            return
        self._under_way = done.rounds > 1 and self._send(done.rounds - 1)
        await self._next()

    async def _lost(self, key: int) -> None:
        """Nothing came of a key for so long: go on without where its pane is gone."""
        if key != self._key or not self._under_way:
            return
        self._waits += 1
        pane = self._pane
        if pane is not None and pane.is_running and pane.is_attached and self._waits < MOST_WAITS:
            self._limit_wait()
            return
        self._under_way = False
        await self._next()

    async def _next(self) -> None:
        while self._waiting and not self._under_way:
            self._key += 1
            self._waits = 0
            await self._hand_on(self._waiting.popleft())
            self._under_way = self._send(ROUNDS)
            if self._under_way and self._waiting:
                self._limit_wait()

    def _limit_wait(self) -> None:
        """Let what waits for the key that is under way go on after a time in any case."""
        key = self._key
        self._app.set_timer(LOST_SECONDS, lambda: self._lost(key))

    def _send(self, rounds: int) -> bool:
        """Send a message behind the key; False where nobody is there to pass it on."""
        self._pane = self._app.focused or self._app.screen
        return self._pane.post_message(KeyDone(self._key, rounds))
