"""Shortcodes that show a file or a page from elsewhere: pictures, films, music, posts, maps.

Nothing is fetched.
"""

from tui_reader.document.blocks import Caption, Figure
from tui_reader.markdown.inline_reader import fixed
from tui_reader.markdown.shortcodes.shortcode_calls import ADDRESSES, Call, Function, Shown, Writer, plain_words

_PICTURES = (
    "figure image img fig-img fig-img-quote picture pic photo inTextImg fancybox lightbox bundle-image imgproc".split()
)


def _picture(call: Call, writer: Writer) -> Shown:
    source = call.get("src", "url", "image", 0)
    alt = call.get("alt", 1)
    figure = Figure(source, plain_words(alt, writer), "", "image", call.get("link", "href"), call.line)
    words = [call.get("title") if call.name == "figure" else "", call.get("caption"), call.get("attr")]
    if not alt and not words[1]:
        words[1] = call.get("title", "desc")
    caption = "　".join(dict.fromkeys(word for word in words if word))
    captions = (Caption(fixed(writer.spans(caption)), call.line),) if caption else ()
    inner = writer.blocks(call.text, call.line) if call.text else ()
    return (*((figure,) if source else ()), *captions, *inner)


def _address_of(call: Call, pattern: str, *names: str | int) -> str:
    """The address of an embedded page by its identifier; the identifier itself where it is an address."""
    name = call.get(*names)
    return name if "://" in name or name.startswith("/") else pattern.replace("{}", name)


def _embedded(call: Call, kind: str, address: str) -> Shown:
    title = call.get("title", "name", "caption", "alt")
    artist = call.get("artist")
    words = " · ".join(word for word in (title, artist) if word)
    return (Figure(address, words, kind=kind, line=call.line),) if address.strip() else ()


def _youtube(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "video", _address_of(call, "https://www.youtube.com/watch?v={}", "id", 0, "link"))


def _vimeo(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "video", _address_of(call, "https://vimeo.com/{}", "id", 0))


def _bilibili(call: Call, _writer: Writer) -> Shown:
    part = call.get("p", 1)
    address = _address_of(call, "https://www.bilibili.com/video/{}", "id", "bvid", "aid", 0)
    return _embedded(call, "video", f"{address}?p={part}" if part else address)


def _tencent(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "video", _address_of(call, "https://v.qq.com/x/page/{}.html", "id", 0))


def _file(call: Call, writer: Writer) -> Shown:
    if not call.get(*ADDRESSES, 0):
        return writer.blocks(call.text, call.line) if call.text else ()
    kind = "music" if call.name in ("audio", "aplayer", "music") else "video"
    return _embedded(call, kind, call.get(*ADDRESSES, 0))


def _music(call: Call, _writer: Writer) -> Shown:
    server, kind, number = call.get("server", 0), call.get("type", 1), call.get("id", 2)
    address = call.get("url", "auto", "src")
    if not address and server == "netease":
        address = f"https://music.163.com/#/{kind or 'song'}?id={number}"
    return _embedded(call, "music", address or " ".join(word for word in (server, kind, number) if word))


def _post(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "post", call.get(*ADDRESSES, 0))


def _post_on_x(call: Call, _writer: Writer) -> Shown:
    user, number = call.get("user", 0), call.get("id", 1)
    return _embedded(call, "post", f"https://x.com/{user}/status/{number}")


def _instagram(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "post", _address_of(call, "https://www.instagram.com/p/{}/", "id", 0))


def _gist(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "code", f"https://gist.github.com/{call.get('user', 0)}/{call.get('id', 1)}")


def _github(call: Call, _writer: Writer) -> Shown:
    return _embedded(call, "page", _address_of(call, "https://github.com/{}", "repo", "name", 0))


def _map(call: Call, _writer: Writer) -> Shown:
    longitude, latitude = call.get("lng", 0), call.get("lat", 1)
    return (Figure(f"geo:{latitude},{longitude}", f"{latitude}, {longitude}", kind="map", line=call.line),)


def _qr(call: Call, _writer: Writer) -> Shown:
    text = call.get("text") or call.text.strip()
    return (Figure(text, call.get("alt") or text.split("\n", 1)[0], kind="qr", line=call.line),) if text else ()


MEDIA: dict[str, Function] = {
    **dict.fromkeys(_PICTURES, _picture),
    **dict.fromkeys(("youtube", "fig-youtube", "youtubepl"), _youtube),
    **dict.fromkeys(("x", "tweet", "twitter", "x_simple", "twitter_simple"), _post_on_x),
    **dict.fromkeys(("instagram", "instagram_simple"), _instagram),
    **dict.fromkeys(("vimeo", "vimeo_simple"), _vimeo),
    **dict.fromkeys(("audio", "video", "aplayer", "mp4", "mp3"), _file),
    **dict.fromkeys(("bluesky", "mastodon", "threads"), _post),
    "tencent": _tencent,
    "gist": _gist,
    "qr": _qr,
    "bilibili": _bilibili,
    "music": _music,
    "github": _github,
    "mapbox": _map,
}
"""What each of these shortcodes shows, by name."""
