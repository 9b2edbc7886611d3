"""The quick way of plain search says what the whole way says."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from tests.index.samples import make
from tui_reader.index.records import Text, make_entry
from tui_reader.index.storage.sql_functions import fits
from tui_reader.search.tokenizer import pattern
from tui_reader.text.folding import fold

SIGNS = '山西長，。「（a b é e\u0301 か\u3099 A 1 [ ] , " \\ \n - ｖ'
texts = st.text(alphabet=SIGNS, max_size=12)


@given(st.lists(texts, min_size=4, max_size=4), texts.filter(str.strip), st.booleans())
@example(["1\u3099", "", "", ""], "\u3099", False)
@example(["か\u3099", "", "", ""], "，か", False)
@example(["，か\u3099", "", "", ""], "，か", False)
@example(["a", "b", "", ""], ",", False)
@example(["a", "b", "", ""], "[", False)
def test_the_quick_way_says_what_plain_search_says(fields: list[str], typed: str, phrase: bool) -> None:
    packed = make_entry(1, make("a.md"), Text(*fields)).packed
    looked_for = pattern(typed, phrase)
    assert fits(typed, phrase, packed) == any(looked_for.search(fold(field)) for field in fields), (
        unicodedata.normalize("NFC", typed)
    )
