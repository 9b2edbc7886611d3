"""The table of actions: `@action` registers an action beside the function that does it.

Bindings, help, palette, manual, the keys of the settings and the dispatch are all made from it. `all_actions.py` gives
the whole table in order.
"""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

Perform = Callable[["ActionContext"], None]
"""What an action does on the main screen."""


class Scope(Enum):
    """Where an action's keys work."""

    EVERYWHERE = "everywhere"
    SIDEBAR = "sidebar"
    LIST = "list"
    POST = "post"


class Group(Enum):
    """Headings of help, palette and manual, in their order."""

    MOVE = "Move"
    FEED = "The feed"
    POST = "In a post"
    MARKS = "Marks"
    VIEW = "View"
    READER = "The reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the user can do with a key; written as a decorator, it registers the function that does it."""

    id: str
    """Stable name: users bind their own keys to it in the settings."""
    keys: str
    """Keys as Textual names them, comma separated, the shown one first."""
    label: str
    """Two or three words, for the palette and the status line."""
    help: str
    """One sentence for the help screen and the manual."""
    scope: Scope = Scope.EVERYWHERE
    """Pane that must have the focus."""
    group: Group = Group.MOVE
    """Heading under which it is listed."""
    on_page: bool = False
    """Whether it works on the post that is on the screen: where none is, a line says so."""

    def __call__(self, perform: Perform) -> Perform:
        """Register what the action does; its module must be one of `MODULES` in `all_actions.py`."""
        if self.id in _REGISTERED:
            raise ValueError(f"two actions are called {self.id}")
        _REGISTERED[self.id] = (self, perform)
        return perform


action = Action
"""The class under the name it has as a decorator: `@action(id=…, keys=…, label=…, help=…)`."""

_REGISTERED: dict[str, tuple[Action, Perform]] = {}
"""Action id → the action and what it does; filled while the modules of actions are imported, then never changed."""


def registered() -> tuple[tuple[Action, Perform], ...]:
    """The actions of the modules that are imported so far, each with what it does, in the order of registration."""
    return tuple(_REGISTERED.values())


def perform_action(action_id: str, context: "ActionContext") -> None:
    """Do what an action does; raises KeyError where there is none of this id."""
    known, perform = _REGISTERED[action_id]
    if known.on_page and not context.panes.arrangement.post:
        chosen = context.posts.chosen is not None
        context.status.notify_user(tr("Enter opens the post first") if chosen else tr("No posts"))
    else:
        perform(context)
