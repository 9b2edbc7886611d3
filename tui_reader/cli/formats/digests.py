"""The forms of a digest: text for a login, Markdown and HTML for mail."""

import html
from collections.abc import Callable, Mapping, Sequence

from tui_reader.cli.formats.markdown_escapes import escape_line, escape_markdown
from tui_reader.i18n.messages import tr_count
from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Post
from tui_reader.text.sanitize import sanitize


@dataclass(frozen=True, slots=True)
class Digest:
    """What is new in a feed."""

    title: str
    """Name of the feed."""
    posts: Sequence[tuple[Post, str]]
    """The newest posts with their addresses."""
    total: int
    """How many are new, these among them."""

    @property
    def heading(self) -> str:
        """The feed and how much is new in it."""
        return f"{self.title}: {tr_count('{n} new post', '{n} new posts', self.total)}"

    @property
    def rest(self) -> str:
        """How many more there are; empty where there is none."""
        more = self.total - len(self.posts)
        return tr_count("and {n} more", "and {n} more", more) if more else ""


def _text(digest: Digest) -> str:
    lines = [sanitize(digest.heading)]
    lines += [f"  {_day(post):<10}  {sanitize(post.title)}" for post, _ in digest.posts]
    lines += [f"  {'':<10}  {digest.rest}"] if digest.rest else []
    return "\n".join(lines) + "\n"


def _markdown(digest: Digest) -> str:
    lines = [f"## {escape_markdown(digest.heading)}", ""]
    for post, address in digest.posts:
        lines.append(f"- [{escape_markdown(post.title)}](<{escape_markdown(address)}>) {_day(post)}".rstrip())
        lines += [f"  \n  {escape_line(post.description)}"] if post.description.strip() else []
    lines += ["", digest.rest] if digest.rest else []
    return "\n".join(lines) + "\n"


def _html(digest: Digest) -> str:
    lines = [f"<h2>{html.escape(digest.heading)}</h2>", "<ul>"]
    for post, address in digest.posts:
        about = f"<br>{html.escape(post.description)}" if post.description.strip() else ""
        link = f'<a href="{html.escape(address)}">{html.escape(post.title)}</a>'
        lines.append(f"<li>{link} <small>{_day(post)}</small>{about}</li>")
    lines += ["</ul>", *([f"<p>{html.escape(digest.rest)}</p>"] if digest.rest else [])]
    return "\n".join(lines) + "\n"


def _day(post: Post) -> str:
    return post.date.strftime("%Y-%m-%d") if post.date else ""


DIGEST_FORMS: Mapping[str, Callable[[Digest], str]] = {"text": _text, "markdown": _markdown, "html": _html}
"""Each form by its name; the first is the default."""
