"""Text inside shortcodes inside one another is read once, however many of them stand around it."""

from collections import Counter

import pytest

from tui_reader.document.plain import flat_text
from tui_reader.markdown import inline_reader
from tui_reader.markdown.parser import DEEPEST_SHORTCODE, parse

INNER = "the *innermost* text"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('{{< details title="a" >}}\n', "\n{{< /details >}}"),
        ('{{< details title="a" b="more words" >}}\n', "\n{{< /details >}}"),
        ("{{% notice %}}\n", "\n{{% /notice %}}"),
        ('{{< zebra a="some words" b="more words" >}}\n', "\n{{< /zebra >}}"),
        ('{{< quote author="a" >}}\n', "\n{{< /quote >}}"),
        ('{{< filetree/folder name="a" >}}\n', "\n{{< /filetree/folder >}}"),
        ("{{< mark >}}", "{{< /mark >}}"),
        ("# a {{< notice >}}\n", "\n{{< /notice >}}"),
    ],
)
def test_the_innermost_text_is_read_once(opening: str, closing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    tokens = inline_reader.inline_tokens

    def counted(source: str, *arguments: object) -> object:
        read[source] += 1
        return tokens(source, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(inline_reader, "inline_tokens", counted)
    document = parse(opening * DEEPEST_SHORTCODE + INNER + closing * DEEPEST_SHORTCODE)
    assert "innermost" in flat_text(document.blocks)
    assert read[INNER] <= 2, "once for its shortcodes, once where it is shown"
