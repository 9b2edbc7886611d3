"""Commands in a post: its pieces, headings and words, its neighbours, and what else can be said of it."""

from collections.abc import Sequence
from pathlib import Path

from tui_reader.config.child_process import run_in_foreground
from tui_reader.config.editor import at_line, editor_command
from tui_reader.config.post_commands import GivenPost, command_for
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.linear.feed_commands import look
from tui_reader.linear.line_command import Command, Run, fitting, no_such
from tui_reader.linear.line_session import LineSession
from tui_reader.linear.link_commands import opened
from tui_reader.model.errors import NotFoundError, UsageError
from tui_reader.model.form_names import FORM_NAMES
from tui_reader.model.post import Row
from tui_reader.ui.render.stand_ins import header_page
from tui_reader.ui.state.choices import Choice


def _stepping(step: int) -> Run:
    """A command that opens the post `step` places further down the list."""

    def run(session: LineSession, _: str) -> None:
        row = session.row_at(session.at + step)
        if row is None:
            session.say(tr("There is no post there"))
        else:
            session.open_listed(session.at + step)

    return run


def again(session: LineSession, _: str) -> None:
    """Say the last piece again."""
    session.say_piece(opened(session).piece.start)


def top(session: LineSession, _: str) -> None:
    """Say the post from its beginning."""
    opened(session)
    session.say_piece(0)


def end(session: LineSession, _: str) -> None:
    """Say the end of the post."""
    post = opened(session)
    session.say_piece(post.page.height - session.console.rows)


def _heading(step: int) -> Run:
    """A command that goes to the next heading, or to the one before."""

    def run(session: LineSession, _: str) -> None:
        post = opened(session)
        line = post.heading_from(post.piece.start, step)
        if line is None:
            session.say(tr("There is no heading there"))
        else:
            session.say_piece(line)

    return run


def outline(session: LineSession, _: str) -> None:
    """Say the headings of the post; numbers lead to them."""
    page = opened(session).page

    def choose(index: int) -> None:
        session.leave()
        session.say_piece(page.line_of_anchor(page.outline[index].name) or 0)

    if not page.outline:
        session.say(tr("This post has no headings"))
    session.offer([f"{each.title} ({each.level})" for each in page.outline], choose)


def find(session: LineSession, text: str) -> None:
    """Find words in the post, and say the first place from here on."""
    post = opened(session)
    post.hits = tuple(hit for hit in post.page.find(text) if not hit.rest) if text else ()
    if not post.hits:
        session.say(tr("Not in this post: {text}").replace("{text}", text))
        return
    session.leave()
    session.say(tr_count("{n} place", "{n} places", len(post.hits)))
    session.say_piece(next((hit.line for hit in post.hits if hit.line >= post.piece.start), post.hits[0].line))


def _match(step: int) -> Run:
    """A command that goes to the next place that was found, or to the one before."""

    def run(session: LineSession, _: str) -> None:
        post = opened(session)
        lines = [hit.line for hit in post.hits if (hit.line - post.piece.start) * step > 0]
        if lines:
            session.say_piece(min(lines) if step > 0 else max(lines))
        else:
            session.say(tr("There is no place there"))

    return run


def related(session: LineSession, _: str) -> None:
    """Say the parts of the series and the posts with the same terms; numbers open them."""
    posts, path = session.library.posts, opened(session).path
    found = {row.path: row for row in (*posts.series(path), *posts.related(path)) if row.path != path}
    rows = list(found.values())
    if not rows:
        session.say(tr("No post shares a term with this one"))
    session.offer([row.title for row in rows], lambda index: session.open(rows[index].path))


def _part(step: int) -> Run:
    """A command that opens another part of the post's series."""

    def run(session: LineSession, _: str) -> None:
        path = opened(session).path
        parts: Sequence[Row] = session.library.posts.series(path)
        paths = [part.path for part in parts]
        wanted = paths.index(path) + step if path in paths else -1
        if 0 <= wanted < len(paths):
            session.open(paths[wanted])
        else:
            session.say(tr("There is no such part") if path in paths else tr("This post is in no series"))

    return run


def translation(session: LineSession, _: str) -> None:
    """Say the post's other languages; a number opens it in one."""
    found = session.library.posts.translations(opened(session).path)
    if not found:
        session.say(tr("This post is in one language"))
    names = {each.key: each.shown for each in session.library.site.languages}
    said = [f"{names.get(post.lang, post.lang)}: {post.title}" for post in found]
    session.offer(said, lambda index: session.open(found[index].path))


def header(session: LineSession, _: str) -> None:
    """Say the post's header and what is wrong with it."""
    page = header_page(session.library.pages.read(opened(session).path), session.layout)
    session.say(page.plain().rstrip("\n"))


def address(session: LineSession, _: str) -> None:
    """Say where the post stands on the web."""
    session.say(session.library.address(session.library.posts.by_path(opened(session).path)))


def markdown(session: LineSession, _: str) -> None:
    """Say the post's Markdown."""
    session.say(session.library.pages.read(opened(session).path).body.rstrip("\n"))


def edit(session: LineSession, _: str) -> None:
    """Open the post in the editor. Raises ProgramError."""
    path = opened(session).path
    if session.settings.restricted:
        raise UsageError(tr("No editor in restricted mode"))
    run_in_foreground(at_line(editor_command(session.settings.editor), session.library.file_of(path)))
    look(session, now=True)
    session.set_again()


def export(session: LineSession, text: str) -> None:
    """Write the post to a file; without a form, say the forms. Raises ContentError."""
    from tui_reader.export.export_forms import EXPORT_FORMS  # noqa: PLC0415  loaded when first needed
    from tui_reader.export.post_files import export_post  # noqa: PLC0415

    path, (name, _, file) = opened(session).path, text.partition(" ")
    if not name:
        session.offer(FORM_NAMES, lambda index: export(session, FORM_NAMES[index]))
    elif name not in FORM_NAMES:
        raise NotFoundError(no_such(name, FORM_NAMES))
    else:
        place = export_post(session.library, session.settings, path, EXPORT_FORMS[name], file.strip())
        session.say(tr("Written: {file}").replace("{file}", str(place)))


def _forms(session: LineSession, typed: str) -> list[str]:
    return fitting([Choice(name, name) for name in FORM_NAMES], typed)


def run_command(session: LineSession, name: str) -> None:
    """Give the post to a command of the settings; without a name, say them. Raises ProgramError."""
    path, commands = opened(session).path, session.settings.commands
    if session.settings.restricted:
        raise UsageError(tr("No commands in restricted mode"))
    if not name:
        if not commands:
            session.say(tr("There is no command: add [[commands]] with name and run to the settings"))
        session.offer([each.name for each in commands], lambda index: run_command(session, commands[index].name))
        return
    command = next((each for each in commands if each.name == name), None)
    if command is None:
        raise NotFoundError(tr("There is no command “{name}”").replace("{name}", name))
    post = session.library.posts.by_path(path)
    file: Path = session.library.file_of(path).absolute()
    given = GivenPost(str(file), post.title, session.library.address(post))
    run_in_foreground(command_for(command, given), given.environment())
    session.say(tr("Done: {name}").replace("{name}", name))


def _commands(session: LineSession, typed: str) -> list[str]:
    return fitting([Choice(each.name, each.name) for each in session.settings.commands], typed)


COMMANDS = (
    Command("again", "Say the last piece again.", again, "."),
    Command("top", "Say the post from its beginning.", top, "g"),
    Command("end", "Say the end of the post.", end, "G"),
    Command("heading", "To the next heading.", _heading(1), "}"),
    Command("heading-before", "To the heading before.", _heading(-1), "{"),
    Command("outline", "Say the headings of the post; a number leads to one.", outline, "o"),
    Command("find", "Find words in the post.", find, "", "WORDS"),
    Command("match", "To the next place found.", _match(1), "n"),
    Command("match-before", "To the place found before.", _match(-1), "N"),
    Command("next", "Open the next post of the list.", _stepping(1), "]"),
    Command("previous", "Open the post before in the list.", _stepping(-1), "["),
    Command("part", "Open the next part of the post's series.", _part(1), ">"),
    Command("part-before", "Open the part of the series before this one.", _part(-1), "<"),
    Command("related", "Say posts of the series or with the same terms; a number opens one.", related, "x"),
    Command("translation", "Say the post's other languages; a number opens it in one.", translation, "T"),
    Command("header", "Say the post's header and what is wrong with it.", header, "i"),
    Command("address", "Say where the post stands on the web.", address, "y"),
    Command("markdown", "Say the post's Markdown.", markdown, "Y"),
    Command("export", "Write the post to a file, in one of four forms.", export, "", "FORM FILE", _forms),
    Command("edit", "Open the post in the editor.", edit, "e"),
    Command("run", "Give the post to a command of the settings.", run_command, "X", "NAME", _commands),
)
"""Commands in a post, in the order of the help."""
