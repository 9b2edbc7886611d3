"""Loads the parsers behind the first paint, so that the first post opens as fast as the next one."""

from tui_reader.markdown.loading import load_parser

SAMPLE = "# 字\n\n一**二**，[三](四)。\n\n- 五\n\n> 六\n\n| 八 |\n|---|\n| 九 |\n"


def warm_up() -> None:
    """Import what sets a post, and set a small one; call it in a worker."""
    load_parser()
    import tui_reader.feed.post_page  # noqa: F401, PLC0415  loaded behind the first paint
    from tui_reader.layout.lazy_page import Page  # noqa: PLC0415  loaded behind the first paint
    from tui_reader.layout.options import Layout  # noqa: PLC0415  loaded behind the first paint
    from tui_reader.markdown.parser import ParseOptions, parse  # noqa: PLC0415  loaded behind the first paint

    Page(parse(SAMPLE, ParseOptions()), Layout()).plain()
