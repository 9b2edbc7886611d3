"""Going through the post that is read, and from it to others: headings, places found, wide tables, series."""

from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr, tr_count
from tui_reader.ui.actions import mark_actions, navigation, text_selection
from tui_reader.ui.actions.table import Group, Scope, action
from tui_reader.ui.render.list_rows import show_date

if TYPE_CHECKING:
    from tui_reader.model.post import Post, Row
    from tui_reader.ui.actions.action_context import ActionContext

FAR = 200
"""Rows of the list that are looked through for one that is not read."""


@action(
    id="read_on",
    keys="space",
    label="Read on",
    help="One screen down; at the end, to the next unread post.",
    scope=Scope.POST,
    group=Group.POST,
)
def read_on(context: "ActionContext") -> None:
    if text_selection.is_extending(context) or context.view.window.top < context.view.window.lowest:
        navigation.move_page(context, 1)
        return
    posts = context.posts
    for index in range(posts.window.cursor + 1, min(posts.window.count, posts.window.cursor + FAR)):
        row = posts.rows.at(index)
        if row is None or not row.read:
            _step_to(context, index)
            return
    context.status.notify_user(tr("No unread post further down"))


@action(
    id="next_post", keys="right_square_bracket", label="Next post", help="The next post in the list.", group=Group.POST
)
def go_to_next_post(context: "ActionContext") -> None:
    _step_post(context, 1)


@action(
    id="previous_post",
    keys="left_square_bracket",
    label="Previous post",
    help="The previous post in the list.",
    group=Group.POST,
)
def go_to_previous_post(context: "ActionContext") -> None:
    _step_post(context, -1)


def _step_post(context: "ActionContext", step: int) -> None:
    """To the post of the list that stands `step` rows further down."""
    index = context.posts.window.cursor + step
    if 0 <= index < context.posts.window.count:
        _step_to(context, index)


def _step_to(context: "ActionContext", index: int) -> None:
    """Put the list's cursor on a post and, where one is being read, read that one."""
    context.reading.keep_place()
    context.posts.move_to(index)
    row = context.posts.chosen
    if context.panes.active == "post" and row is not None:
        context.reading.open(row.path)
        if not row.read:
            mark_actions.mark_read(context, row, True)


@action(
    id="next_heading",
    keys="right_curly_bracket",
    label="Next heading",
    help="To the next heading.",
    group=Group.POST,
    on_page=True,
)
def go_to_next_heading(context: "ActionContext") -> None:
    _step_heading(context, 1)


@action(
    id="previous_heading",
    keys="left_curly_bracket",
    label="Previous heading",
    help="To the previous heading.",
    group=Group.POST,
    on_page=True,
)
def go_to_previous_heading(context: "ActionContext") -> None:
    _step_heading(context, -1)


def _step_heading(context: "ActionContext", by: int) -> None:
    """To the next or previous heading; a selection reaches to the end or beginning of a block instead."""
    if text_selection.is_extending(context):
        text_selection.extend_block(context, by)
        return
    view = context.view
    if view.page is None:
        return
    lines = [view.page.line_of_anchor(anchor.name) for anchor in view.page.outline]
    ahead = [
        line for line in lines if line is not None and (line > view.window.top if by > 0 else line < view.window.top)
    ]
    if not lines:
        context.status.notify_user(tr("This post has no headings"))
    elif ahead:
        view.window.move_to(ahead[0] if by > 0 else ahead[-1])


@action(id="outline", keys="o", label="Outline", help="Choose a heading of the post.", group=Group.POST, on_page=True)
def choose_heading(context: "ActionContext") -> None:
    from tui_reader.ui.state.choices import Choice  # noqa: PLC0415  loaded when first needed

    page = context.view.page
    if page is None or not page.outline:
        context.status.notify_user(tr("This post has no headings"))
        return
    least = min(anchor.level for anchor in page.outline)
    choices = [Choice(anchor.name, "  " * (anchor.level - least) + anchor.title) for anchor in page.outline]

    def then(name: str) -> None:
        context.travel.leave()
        context.enter("post")
        context.reading.jump(name)

    context.questions.choose(tr("Outline"), choices, then, max(0, page.anchor_at(context.view.window.top)))


def find(context: "ActionContext", text: str) -> None:
    """Mark every place where the text stands in the post, and go to the first from here on."""
    view = context.view
    if view.page is None or not text:
        return
    hits = view.page.find(text)
    if not hits:
        view.show_hits((), -1, text)
        context.status.notify_user(tr("Not in this post: {text}").replace("{text}", text))
        return
    context.travel.leave()
    first = next((i for i, hit in enumerate(hits) if hit.line >= view.window.top), 0)
    view.show_hits(hits, first, text)
    _say_match(context)


@action(id="next_match", keys="n", label="Next match", help="To the next place found.", group=Group.POST, on_page=True)
def go_to_next_match(context: "ActionContext") -> None:
    _step_match(context, 1)


@action(
    id="previous_match",
    keys="N",
    label="Previous match",
    help="To the previous place found.",
    group=Group.POST,
    on_page=True,
)
def go_to_previous_match(context: "ActionContext") -> None:
    _step_match(context, -1)


def _step_match(context: "ActionContext", by: int) -> None:
    """To the next or previous place found, around the ends."""
    view = context.view
    if view.overlay.hits:
        here = view.overlay.hit if by > 0 else max(0, view.overlay.hit)
        view.show_hits(view.overlay.hits, (here + by) % len(view.overlay.hits), view.overlay.found)
        _say_match(context)
    else:
        context.status.notify_user(tr("Nothing was looked for in this post"))


def _say_match(context: "ActionContext") -> None:
    """Tell which of the places found is shown."""
    view = context.view
    places = tr_count("{n} place", "{n} places", len(view.overlay.hits))
    context.status.notify_user(f"{view.overlay.found or context.filter.words}: {view.overlay.hit + 1} / {places}")


@action(
    id="next_part",
    keys="greater_than_sign",
    label="Next part",
    help="The next part of the post's series.",
    group=Group.POST,
)
def go_to_next_part(context: "ActionContext") -> None:
    _step_part(context, 1)


@action(
    id="previous_part",
    keys="less_than_sign",
    label="Previous part",
    help="The part of the series before this one.",
    group=Group.POST,
)
def go_to_previous_part(context: "ActionContext") -> None:
    _step_part(context, -1)


def _step_part(context: "ActionContext", step: int) -> None:
    """To the part of the post's series that is `step` parts further on."""
    row, library = context.posts.chosen, context.library
    if row is not None:
        path = row.path
        context.tasks.ask(
            "link", lambda: library.posts.series(path), lambda parts: _open_part(context, path, parts, step)
        )


def _open_part(context: "ActionContext", path: str, parts: "tuple[Row, ...]", step: int) -> None:
    """Open the part `step` after the post of `path`; say where there is none."""
    paths = [part.path for part in parts]
    wanted = paths.index(path) + step if path in paths else -1
    if 0 <= wanted < len(paths):
        context.feed_list.open_elsewhere(paths[wanted])
    elif path not in paths:
        context.status.notify_user(tr("This post is in no series"))
    elif step > 0:
        context.status.notify_user(tr("This is the last part of the series"))
    else:
        context.status.notify_user(tr("This is the first part of the series"))


@action(
    id="wide_table",
    keys="w",
    label="Wide table",
    help="Show a table that does not fit as a grid, scrolled sideways.",
    group=Group.POST,
    on_page=True,
)
def toggle_grid(context: "ActionContext") -> None:
    from tui_reader.layout.tools.grid_page import wide_grid  # noqa: PLC0415  loaded when first needed

    view = context.view
    if view.columns is not None:
        context.reading.leave_aside()
        return
    grid = wide_grid(view.page, view.window.top, view.window.top + view.window.room) if view.page else None
    if grid is None:
        context.status.notify_user(tr("No table on this screen is wider than the lines"))
        return
    context.reading.keep_aside()
    view.show_grid(grid)
    context.status.notify_user(tr("h and l scroll sideways, Esc leads back"))


@action(
    id="left",
    keys="h,left",
    label="Left",
    help="To the left in a wide table; elsewhere one step back.",
    scope=Scope.POST,
    group=Group.POST,
)
def move_left(context: "ActionContext") -> None:
    if context.view.columns is not None:
        context.view.step_column(-1)
    else:
        navigation.go_back(context)


@action(
    id="right", keys="l,right", label="Right", help="To the right in a wide table.", scope=Scope.POST, group=Group.POST
)
def move_right(context: "ActionContext") -> None:
    context.view.step_column(1)


@action(
    id="related",
    keys="x",
    label="Related posts",
    help="Choose a part of the series, or a post with the same terms.",
    group=Group.POST,
)
def choose_related(context: "ActionContext") -> None:
    from tui_reader.ui.state.choices import Choice, grouped  # noqa: PLC0415  loaded when first needed

    row, library = context.posts.chosen, context.library
    if row is None:
        return

    def choices(found: "tuple[tuple[Row, ...], tuple[Row, ...]]") -> None:
        others = ([other for other in rows if other.path != row.path] for rows in found)
        named = ([Choice(other.path, other.title, show_date(other.date)) for other in rows] for rows in others)
        listed = grouped(zip((tr("Series"), tr("Related")), named, strict=True))
        if listed:
            context.questions.choose(row.title, listed, context.feed_list.open_elsewhere)
        else:
            context.status.notify_user(tr("No post shares a term with this one"))

    context.tasks.ask("related", lambda: (library.posts.series(row.path), library.posts.related(row.path)), choices)


@action(
    id="translation", keys="T", label="Translation", help="The post in another language of the feed.", group=Group.POST
)
def choose_translation(context: "ActionContext") -> None:
    """Open the post in another language; choose where there are several."""
    from tui_reader.ui.state.choices import Choice  # noqa: PLC0415  loaded when first needed

    row, library = context.posts.chosen, context.library
    if row is None:
        return
    names = {language.key: language.name or language.key for language in library.site.languages}

    def choices(found: "tuple[Post, ...]") -> None:
        languages = {post.path: post.lang for post in found}
        if len(found) == 1:
            context.feed_list.open_elsewhere(found[0].path, found[0].lang)
        elif found:
            named = [Choice(post.path, post.title, names.get(post.lang, post.lang)) for post in found]
            context.questions.choose(
                tr("In another language"),
                named,
                lambda path: context.feed_list.open_elsewhere(path, languages[path]),
            )
        else:
            context.status.notify_user(tr("This post is in no other language"))

    context.tasks.ask("translation", lambda: library.posts.translations(row.path), choices)
