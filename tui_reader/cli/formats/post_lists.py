"""Posts as data, in the form that is asked for: one JSON array, JSON Lines, or lines of the user's own."""

import argparse
from collections.abc import Iterable

from tui_reader.cli.context import Call
from tui_reader.cli.formats.post_json import Values
from tui_reader.i18n.messages import tr


def add_forms(parser: argparse.ArgumentParser) -> None:
    """The options that choose the form."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help=tr("print JSON"))
    group.add_argument("--jsonl", action="store_true", help=tr("print JSON Lines: an object a line"))
    group.add_argument(
        "--format", dest="template", metavar=tr("LINE"), help=tr("print a line for each, such as '{date} {title}'")
    )


def wants_data(call: Call) -> bool:
    """Whether a form of data is asked for, and not the table for people."""
    return bool(call.arguments.json or call.arguments.jsonl or call.arguments.template is not None)


def print_data(call: Call, posts: Iterable[Values], taxonomies: tuple[str, ...]) -> None:
    """Print the posts in the form asked for, each as it comes; `taxonomies` are plurals. Raises UsageError."""
    if call.arguments.json:
        call.output.json_array(posts)
    elif call.arguments.jsonl:
        for post in posts:
            call.output.json(post)
    else:
        from tui_reader.cli.formats.post_template import read_template

        template = read_template(call.arguments.template, taxonomies)
        for post in posts:
            call.output.text(template.fill(post) + "\n")
