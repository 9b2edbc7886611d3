"""The one table of actions: bindings, help, palette and manual are all made from it."""

from dataclasses import dataclass
from enum import Enum

from tui_reader.model.sorts import STEP_HELP
from tui_reader.model.views import VIEWS


class Scope(Enum):
    """Where an action's keys work."""

    EVERYWHERE = "everywhere"
    SIDEBAR = "sidebar"
    LIST = "list"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do with a key."""

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
    group: str = "Move"
    """Heading under which help lists it."""


_MOVE, _FEED, _POST, _MARK, _LOOK, _PROGRAM = "Move", "The feed", "In a post", "Marks", "View", "The reader"

ACTIONS: tuple[Action, ...] = (
    Action("down", "j,down", "Down", "One row or line down."),
    Action("up", "k,up", "Up", "One row or line up."),
    Action("page_down", "ctrl+f,pagedown", "Page down", "One screen down."),
    Action("page_up", "b,ctrl+b,pageup", "Page up", "One screen up."),
    Action("half_down", "d,ctrl+d", "Half down", "Half a screen down."),
    Action("half_up", "u,ctrl+u", "Half up", "Half a screen up."),
    Action("top", "g,home", "Top", "To the first row or line."),
    Action("end", "G,end", "End", "To the last row or line."),
    Action("open", "enter,l,right", "Open", "Open what is chosen; in the list, go into the post."),
    Action("back", "escape,h,left", "Back", "One step back."),
    Action("back_or_quit", "q", "Back or quit", "One step back; on the first screen, quit."),
    Action("next_pane", "tab", "Next pane", "To the next pane."),
    Action("previous_pane", "shift+tab", "Previous pane", "To the previous pane."),
    Action("list_page", "space", "Page down", "One screen down in the list.", Scope.LIST),
    *(Action(view.action, view.key, view.command, view.help, group=_FEED) for view in VIEWS if view.key),
    Action("saved_1", "6", "Saved view 1", "Show the first view saved in the settings.", group=_FEED),
    Action("saved_2", "7", "Saved view 2", "Show the second saved view.", group=_FEED),
    Action("saved_3", "8", "Saved view 3", "Show the third saved view.", group=_FEED),
    Action("saved_4", "9", "Saved view 4", "Show the fourth saved view.", group=_FEED),
    Action("saved_5", "0", "Saved view 5", "Show the fifth saved view.", group=_FEED),
    Action("language", "L", "Language", "Show the posts of another language of the feed.", group=_FEED),
    Action("search", "slash", "Search", "Search the feed in the list; find a word in the post.", group=_FEED),
    Action(
        "jump_term",
        "t",
        "Go to a view or term",
        "Type a part of a view, tag, category or author to show its posts.",
        group=_FEED,
    ),
    Action("sort", "s", "Sort", STEP_HELP, group=_FEED),
    Action(
        "timeline", "D", "By day", "Show the days of the list as headings, newest first, or hide them.", group=_FEED
    ),
    Action("toggle_term", "space", "Filter by it", "Add the term to the filter or take it away.", Scope.SIDEBAR, _FEED),
    Action(
        "offer_term",
        "vertical_line",
        "Or this",
        "Posts with the term fit too, beside the chosen ones of its taxonomy.",
        Scope.SIDEBAR,
        _FEED,
    ),
    Action("exclude_term", "exclamation_mark", "Exclude it", "Leave out posts with the term.", Scope.SIDEBAR, _FEED),
    Action("clear_filter", "backspace", "Clear filter", "Show the view without any filter.", group=_FEED),
    Action("refresh", "ctrl+r", "Look at the files", "Look at the files now.", group=_FEED),
    Action("read_on", "space", "Read on", "One screen down; at the end, to the next unread post.", Scope.POST, _POST),
    Action("next_post", "right_square_bracket", "Next post", "The next post in the list.", group=_POST),
    Action("previous_post", "left_square_bracket", "Previous post", "The previous post in the list.", group=_POST),
    Action("next_heading", "right_curly_bracket", "Next heading", "To the next heading.", group=_POST),
    Action("previous_heading", "left_curly_bracket", "Previous heading", "To the previous heading.", group=_POST),
    Action("outline", "o", "Outline", "Choose a heading of the post.", group=_POST),
    Action("next_match", "n", "Next match", "To the next place found.", group=_POST),
    Action("previous_match", "N", "Previous match", "To the previous place found.", group=_POST),
    Action("next_part", "greater_than_sign", "Next part", "The next part of the post's series.", group=_POST),
    Action("previous_part", "less_than_sign", "Previous part", "The part of the series before this one.", group=_POST),
    Action(
        "wide_table", "w", "Wide table", "Show a table that does not fit as a grid, scrolled sideways.", group=_POST
    ),
    Action("left", "h,left", "Left", "To the left in a wide table; elsewhere one step back.", Scope.POST, _POST),
    Action("right", "l,right", "Right", "To the right in a wide table.", Scope.POST, _POST),
    Action("related", "x", "Related posts", "Choose a part of the series, or a post with the same terms.", group=_POST),
    Action("translation", "T", "Translation", "The post in another language of the feed.", group=_POST),
    Action("links", "f", "Links", "Show letters on every link; type them to follow it.", group=_POST),
    Action("address", "F", "Address", "Show a web link's address alone, to select or as a QR code.", group=_POST),
    Action("pictures", "p", "Pictures", "Show the pictures of the post, or frames in their place.", group=_POST),
    Action("header", "i", "Header and problems", "Show the post's header and what is wrong with it.", group=_POST),
    Action("select", "v", "Select", "Select from this line on: keys that move extend it, y copies.", Scope.POST, _POST),
    Action("copy_link", "y", "Copy", "Copy the post's address, or the text that is selected.", group=_POST),
    Action("copy_markdown", "Y", "Copy the Markdown", "Copy the post's Markdown.", group=_POST),
    Action("edit", "e", "Edit", "Open the post in the editor.", group=_POST),
    Action(
        "bookmark", "m", "Bookmark", "Bookmark the post, or the chosen ones; or take the bookmark away.", group=_MARK
    ),
    Action("bookmark_note", "M", "Bookmark with a note", "Bookmark the post and write a note.", group=_MARK),
    Action("toggle_read", "r", "Read or unread", "Mark the post, or the chosen ones, as read or unread.", group=_MARK),
    Action(
        "read_all", "R", "All read", "Mark every post of this view as read; where all are read, as unread.", group=_MARK
    ),
    Action("bookmark_all", "B", "Bookmark all", "Bookmark every post of this view.", group=_MARK),
    Action(
        "select_posts",
        "v",
        "Choose several",
        "Choose posts from here on with the cursor; r and m then mark all of them.",
        Scope.LIST,
        _MARK,
    ),
    Action("undo", "U", "Undo", "Undo the last mark.", group=_MARK),
    Action("full_width", "z", "Full width", "Give the post the whole screen, or take it back.", group=_LOOK),
    Action("wider", "plus,equals_sign", "Wider", "Set the post in longer lines.", group=_LOOK),
    Action("narrower", "minus", "Narrower", "Set the post in shorter lines.", group=_LOOK),
    Action("help", "question_mark,f1", "Help", "Every key that works here and now.", group=_PROGRAM),
    Action("palette", "ctrl+p,colon", "Commands", "Find a command by its name.", group=_PROGRAM),
    Action("stop", "ctrl+z", "To the shell", "Stop for the shell; its `fg` brings the reader back.", group=_PROGRAM),
    Action("quit", "Q,ctrl+q", "Quit", "Leave the reader.", group=_PROGRAM),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}

_SHOWN = {
    "vertical_line": "|",
    "slash": "/", "exclamation_mark": "!", "question_mark": "?", "colon": ":", "plus": "+", "equals_sign": "=",
    "minus": "-", "less_than_sign": "<", "greater_than_sign": ">", "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}",
    "left_curly_bracket": "{", "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab",
    "shift+tab": "Shift+Tab", "backspace": "Backspace", "down": "↓", "up": "↑", "left": "←", "right": "→",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "f1": "F1",
}  # fmt: skip


def show_key(key: str) -> str:
    """A key as people write it: `Ctrl+f`, `]`, `Space`."""
    if key in _SHOWN:
        return _SHOWN[key]
    return key.replace("ctrl+", "Ctrl+") if len(key) > 1 else key


def show_keys(action: Action, keys: str = "") -> str:
    """All keys of an action as people write them, separated by blanks; `keys` in place of its own if given."""
    return " ".join(show_key(key.strip()) for key in (keys or action.keys).split(","))


def actions_in(scope: Scope) -> tuple[Action, ...]:
    """Actions whose keys work where `scope` has the focus, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope in (scope, Scope.EVERYWHERE))
