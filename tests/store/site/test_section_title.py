"""Sections without a page are called by the plural that Hugo makes of their folder."""

import pytest

from tui_reader.store.site.languages import Language
from tui_reader.store.site.section_title import section_title


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        *(
            ("post", "Posts"),
            ("story", "Stories"),
            ("case-study", "Case-Studies"),
            ("box", "Boxes"),
            ("hero", "Heroes"),
        ),
        *(("people", "People"), ("person", "People"), ("media", "Media"), ("data", "Data"), ("status", "Statuses")),
        *(("bookshelf", "Bookshelves"), ("leaf", "Leaves"), ("woman", "Women"), ("human", "Humans")),
        *(("children", "Children"), ("buzz", "Buzzes"), ("wildlife", "Wildlives"), ("howto", "Howtos")),
    ],
)
def test_the_plural_is_hugos(folder, title):
    assert section_title(folder, Language("en")) == title
