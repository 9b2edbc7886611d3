"""`newsreader search`: like `list`, the best fit first, with the piece of text around the hit."""

from tui_reader.cli.call import Call, open_feed, query_of
from tui_reader.cli.cmd_list import print_posts


def run(call: Call) -> int:
    """Print the posts found; 1 where there is none."""
    with open_feed(call) as library:
        query = query_of(call, library, " ".join(call.arguments.words))
        return print_posts(call, library, library.listing(query))
