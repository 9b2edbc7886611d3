"""Shortcodes that show a file or a page from elsewhere: pictures, films, music, posts, maps.

Nothing is fetched.
"""

import re

from tui_reader.document.blocks import Caption, Figure
from tui_reader.document.spans import Span
from tui_reader.markdown.html.html_media import picture_address
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.shortcodes.shortcode_arguments import ADDRESSES, Kind, address_in, kind_of
from tui_reader.markdown.shortcodes.shortcode_calls import Call, Function, Shown, Writer
from tui_reader.markdown.shortcodes.shortcode_contents import content, label, link_of, plain_words
from tui_reader.model.dataclass import replace

_PICTURES = (
    "figure image img fig-img fig-img-quote picture pic photo inTextImg fancybox lightbox bundle-image screenshot"
).split()

_FILE = re.compile(r"(?=[^\n]*+\Z).+\.\w{3,5}(?:\?.*)?")
_SCALING = re.compile(r"[A-Za-z]+|\d*x\d*(?: [\w ]+)?", re.ASCII)


def _picture(call: Call, writer: Writer) -> Shown:
    """A picture, its caption, and whom it is from; alternative text and caption without names follow the file."""
    places = () if kind_of(0, call.peek(0)) is Kind.WORDS and not _FILE.fullmatch(call.peek(0)) else (0,)
    source = picture_address(call.get("src", "url", "image", *places))
    if not source:
        return content(call, writer)
    alt = call.get("alt", 1)
    figure = Figure(source, plain_words(alt, writer), "", "image", call.get("link", "href"), call.line)
    words = dict.fromkeys((call.get("title"), call.get("caption", 2 if kind_of(2, call.peek(2)) is Kind.WORDS else "")))
    parts = [writer.spans(word) for word in words if word and word != alt]
    attribution, target = call.get("attr"), call.get("attrlink")
    if attribution or target:
        parts.append(link_of(attribution, target, writer))
    spans = tuple(span for number, part in enumerate(parts) for span in (*((Span("　"),) if number else ()), *part))
    captions = (Caption(fixed(spans), call.line),) if spans else ()
    return (figure, *captions, *content(call, writer))


def _processed(call: Call, writer: Writer) -> Shown:
    """Docsy's scaled picture: its name, how it is scaled, and what it encloses as its caption."""
    call.used.update(at for at in (1, 2) if _SCALING.fullmatch(call.peek(at)))
    figure = Figure(picture_address(call.get(*ADDRESSES, 0)), line=call.line)
    caption = (Caption(fixed(writer.spans(call.text)), call.line),) if call.encloses else ()
    return (replace(figure, captioned=bool(caption)), *caption) if figure.target else caption


def _pictures(call: Call, writer: Writer) -> Shown:
    """Pictures shown in turn: their names in one argument, or what is enclosed."""
    names = call.get("images").strip("{} ").split(",")
    figures = (Figure(picture_address(name.strip()), line=call.line) for name in names if name.strip())
    return (*figures, *content(call, writer))


def _address_of(call: Call, pattern: str, *names: str | int) -> str:
    """The address of an embedded page by its identifier; the identifier itself where it is an address."""
    name = address_in(call, *names)
    return name if "://" in name or name.startswith("/") or not name else pattern.replace("{}", name)


def _embedded(call: Call, kind: str, address: str) -> Shown:
    if not address.strip():
        return ()
    title = call.get("title", "name", "caption", "alt", "label")
    artist = call.get("artist")
    words = " · ".join(word for word in (title, artist) if word)
    return (Figure(address, words, kind=kind, line=call.line),)


def _from_site(kind: str, pattern: str, *names: str | int) -> Function:
    """A function for a page of one website, by its identifier."""

    def function(call: Call, _writer: Writer) -> Shown:
        return _embedded(call, kind, _address_of(call, pattern, *names))

    return function


def _bilibili(call: Call, _writer: Writer) -> Shown:
    part = call.get("p", "page", 1)
    number = call.get("aid")
    address = _address_of(call, "https://www.bilibili.com/video/{}", "id", "bvid", "bv", 0)
    address = address or (f"https://www.bilibili.com/video/av{number.removeprefix('av')}" if number else "")
    return _embedded(call, "video", f"{address}?p={part}" if part and part != "1" else address)


def _file(call: Call, _writer: Writer) -> Shown:
    kind = "music" if call.kind in ("audio", "aplayer", "music", "mp3") else "video"
    return _embedded(call, kind, address_in(call, *ADDRESSES, "file", "mp4", "webm", 0))


def _music(call: Call, _writer: Writer) -> Shown:
    if call.peek(0).isdecimal():
        return _embedded(call, "music", f"https://music.163.com/#/song?id={call.get(0)}")
    server, kind, number = call.get("server", 0), call.get("type", 1), call.get("id", 2)
    address = call.get("url", "auto", "src")
    if not address and server == "netease":
        address = f"https://music.163.com/#/{kind or 'song'}?id={number}"
    return _embedded(call, "music", address or " ".join(word for word in (server, kind, number) if word))


def _post_on_x(call: Call, _writer: Writer) -> Shown:
    """A post by its author and number, or by its number or address alone."""
    user, number = call.get("user", 0), call.get("id", 1)
    if not user or not number:
        only = user or number
        address = only if "/" in only or not only else f"https://x.com/i/status/{only}"
        return _embedded(call, "post", address)
    return _embedded(call, "post", f"https://x.com/{user}/status/{number}")


def _gist(call: Call, _writer: Writer) -> Shown:
    user, number, file = call.get("user", 0), call.get("id", 1), call.get("file", "filename", 2)
    address = "/".join(word for word in (user, number) if word)
    if not address:
        return ()
    return (Figure(f"https://gist.github.com/{address}", file, kind="code", line=call.line),)


def _gitea(call: Call, _writer: Writer) -> Shown:
    server, repository = call.get("server", 0), call.get("repo", 1)
    return _embedded(call, "page", f"{server.rstrip('/')}/{repository}" if server else repository)


def _model(call: Call, _writer: Writer) -> Shown:
    model, dataset = call.get("model", 0), call.get("dataset")
    return _embedded(call, "page", f"https://huggingface.co/{f'datasets/{dataset}' if dataset else model}")


def _map(call: Call, _writer: Writer) -> Shown:
    longitude, latitude = call.get("lng", 0), call.get("lat", 1)
    call.used.update(range(2, len(call.positional)))
    if not longitude and not latitude:
        return (label(call),)
    return (Figure(f"geo:{latitude},{longitude}", f"{latitude}, {longitude}", kind="map", line=call.line),)


def _qr(call: Call, _writer: Writer) -> Shown:
    text = call.get("text") or call.text.strip()
    return (Figure(text, call.get("alt") or " ".join(text.split()), kind="qr", line=call.line),) if text else ()


MEDIA: dict[str, Function] = {
    **dict.fromkeys(_PICTURES, _picture),
    "imgproc": _processed,
    **dict.fromkeys(("carousel", "slider"), _pictures),
    **dict.fromkeys(
        ("youtube", "fig-youtube", "youtubepl", "youtubelite", "youtube-simple"),
        _from_site("video", "https://www.youtube.com/watch?v={}", "id", 0, "link"),
    ),
    **dict.fromkeys(("vimeo", "vimeo_simple"), _from_site("video", "https://vimeo.com/{}", "id", 0)),
    "tencent": _from_site("video", "https://v.qq.com/x/page/{}.html", "id", 0),
    "youku": _from_site("video", "https://v.youku.com/v_show/id_{}.html", "id", 0),
    "asciinema": _from_site("video", "https://asciinema.org/a/{}", "id", "key", "file", "src", 0),
    **dict.fromkeys(("audio", "video", "aplayer", "mp4", "mp3"), _file),
    "music": _music,
    "bilibili": _bilibili,
    **dict.fromkeys(("x", "tweet", "twitter", "x_simple", "twitter_simple"), _post_on_x),
    **dict.fromkeys(("instagram", "instagram_simple"), _from_site("post", "https://www.instagram.com/p/{}/", "id", 0)),
    **dict.fromkeys(("bluesky", "mastodon", "threads"), _from_site("post", "{}", *ADDRESSES, 0)),
    "gist": _gist,
    "github": _from_site("page", "https://github.com/{}", "repo", "name", 0),
    "gitlab": _from_site("page", "https://gitlab.com/{}", "projectid", "id", 0),
    "codeberg": _from_site("page", "https://codeberg.org/{}", "repo", 0),
    **dict.fromkeys(("gitea", "forgejo"), _gitea),
    "huggingface": _model,
    "codeimporter": _from_site("code", "{}", *ADDRESSES, 0),
    **dict.fromkeys(
        ("mdimporter", "iframe", "embed", "swaggerui", "redoc", "openapi", "jupyter"),
        _from_site("page", "{}", *ADDRESSES, 0),
    ),
    "mapbox": _map,
    "qr": _qr,
}
"""What each of these shortcodes shows, by name."""
