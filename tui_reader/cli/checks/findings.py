"""Everything `newsreader check` finds: in the settings, the themes, the site's configuration and its posts."""

import re
import time
from collections.abc import Iterator

from tui_reader.cli.checks.post_checks import RULES, Finding, feed_of
from tui_reader.cli.checks.settings_checks import settings_findings
from tui_reader.cli.context import Call
from tui_reader.config.paths import Paths
from tui_reader.config.theme_file import read_theme
from tui_reader.config.user_files import files_in
from tui_reader.feed.library import Library
from tui_reader.feed.shared.state_words import behind_words
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ContentError, ThemeError
from tui_reader.model.post import Problem
from tui_reader.model.query import Query
from tui_reader.store.walk import patterns_left_out, unread_formats, walk_posts

BATCH = 500
"""Posts read from the index at a time."""


def user_findings(call: Call) -> list[Finding]:
    """What is wrong in the user's own files: settings and themes."""
    return [*_in_settings(call), *settings_findings(call.settings, call.paths), *_in_themes(call.paths)]


def feed_findings(library: Library) -> list[Finding]:
    """What is wrong in the site's configuration and its posts."""
    return [*_in_index(library), *_in_site(library), *_in_posts(library)]


def content_finding(call: Call, error: ContentError) -> Finding:
    """The finding that the feed cannot be opened."""
    return Finding(str(call.source), Problem("content", error.message, hint=error.hint, code="content"))


def _in_settings(call: Call) -> Iterator[Finding]:
    """What `read_settings` found: `file:line: message`, or `file: message` where no line can be named."""
    for told in call.settings.problems:
        found = re.fullmatch(r"(.*?):(?:(\d+):)? (.*)", told, re.DOTALL)
        file, line, message = found.groups() if found else ("", None, told)
        yield Finding(file, Problem("settings", message, int(line) if line else None, code="settings"))


def _in_themes(paths: Paths) -> Iterator[Finding]:
    """What is wrong in themes of the user."""
    for file in files_in(paths.themes, ".toml"):
        try:
            problems = read_theme(file).problems
        except ThemeError as error:
            problems = (error,)
        for each in problems:
            yield Finding(str(file), Problem("theme", each.message, each.line, hint=each.hint, code="theme"))


def _in_index(library: Library) -> Iterator[Finding]:
    """That the shared index is behind the feed."""
    words, folder = behind_words(library.state, time.time()), library.index.database.shared_folder
    if words:
        yield Finding(str(folder), Problem("index", words, hint=tr("look at the job that publishes"), code="index"))


def _in_site(library: Library) -> list[Finding]:
    """What is wrong in the site's configuration, and files that cannot be listed."""
    site = library.site
    findings = [Finding(str((site.root or site.content) / problem.field), problem) for problem in site.problems]
    for _ in walk_posts(site, lambda path, problem: findings.append(Finding(path, problem))):
        continue
    findings += [Finding(str(site.root or site.content), problem) for problem in patterns_left_out(site)]
    return findings + [Finding(path, problem) for path, problem in unread_formats(site)]


def _in_posts(library: Library) -> list[Finding]:
    """What is wrong in the posts, by file and line; drafts, future and expired posts count."""
    ids = library.posts.listing(Query(drafts=True, future=True, expired=True))
    posts = (post for start in range(0, len(ids), BATCH) for post in library.posts.by_ids(ids[start : start + BATCH]))
    feed = feed_of(library, posts)
    return sorted((f for rule in RULES for f in rule(feed)), key=lambda f: (f.file, f.problem.line or 0))
