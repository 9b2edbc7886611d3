"""Words, reading time and summary of a post, from its body, as Hugo counts and cuts them."""

from tui_reader.model.dataclass import replace
from tui_reader.model.post import Post
from tui_reader.store.formats import markup_of
from tui_reader.store.front_matter.fields import Fields, written
from tui_reader.store.html.body_html import BODIES, DIVIDER, MORE, as_in_fields, body_html, page_text
from tui_reader.store.html.summary import cut_summary, split_summary, summary_text
from tui_reader.store.html.word_count import count_words, has_cjk, reading_minutes
from tui_reader.store.page_params import page_params
from tui_reader.store.site.page_path import PagePath


def count_body(post: Post, fields: Fields, place: PagePath) -> Post:
    """The post with what only its body tells: words, minutes and summary."""
    cjk = _counts_cjk(fields, place)
    plain, summary = _page(fields, cjk, post.path, place)
    words = count_words(plain, cjk)
    text = summary_text(as_in_fields(summary, place.language.markdown))
    return replace(post, words=words, minutes=reading_minutes(words, cjk), summary=text, counted=True)


def _counts_cjk(fields: Fields, place: PagePath) -> bool:
    header = fields.header
    if "iscjklanguage" in fields.values:
        return fields.flag("iscjklanguage")
    return place.language.has_cjk and (has_cjk(header.text) or has_cjk(header.body))


def _page(fields: Fields, cjk: bool, path: str, place: PagePath) -> tuple[str, str]:
    """Plain text of the body, and HTML of the summary: what the body marks as such, else the header's own, else cut
    from the body.
    """
    markup = markup_of(path, fields.values)
    body, own = fields.header.body, fields.values.get("summary")
    language = place.language
    params = page_params(fields.values, language.parameters) if "param" in body else {}
    page, plain = BODIES.get(markup, body_html)(body, language.markdown, params)
    by_hand = None
    if DIVIDER in page and (("<" in body and MORE in body) or markup == "org"):
        by_hand, page = split_summary(page, DIVIDER)
        plain = page_text(page, language.markdown)
    words = "" if own is None or isinstance(own, dict | list) else written(own)
    if words and not (by_hand and by_hand.strip()):
        written_in = BODIES["org"] if markup == "org" else body_html
        return plain, written_in(words, language.markdown, {})[0]
    if by_hand is not None:
        return plain, by_hand
    length = language.summary_length
    return plain, cut_summary(page, length, cjk, language.markdown.code)[0] if length > 0 else ""
