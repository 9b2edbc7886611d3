"""Feeds to measure with: any number of Chinese posts with a full header, the same as RSS, and a few long posts to read.

python -m benchmarks.feed 10000 folder
"""

import os
import random
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

ROW_TEXT = "快讯"
"""Every title begins with it, and nothing else does: where it stands on a screen, a row or a post is painted."""

BODY_TEXT = "影视发展蓝图"
"""A bold heading near the top of every body, and nowhere else: where it stands on a screen, the post is shown."""

TAGS = (
    *("元宇宙", "影视基地", "山西", "数字人", "区块链", "虚拟现实", "游戏", "云计算", "产业园", "投资", "政策", "终端"),
    *(f"标签{number}" for number in range(200)),
)
AUTHORS = ("Cindy", "李雷", "韩梅梅", "王芳")
CATEGORIES = ("news", "tech", "policy", "games")
WHO = (
    "山西一家新成立的影视公司",
    "当地的文化部门",
    "三位年轻的工程师",
    "一所大学的实验室",
    "长治市的产业园",
    "几家游戏厂商",
    "一个开源社区",
)
WHEN = ("7月28日", "上周五", "今年三月", "2022年底", "在昨天的发布会上", "经过两年的准备")
WHAT = (
    "宣布建成面积3.5万平方米的数字摄影棚",
    "发布了一款能在终端里阅读新闻的软件",
    "与十二个城市签署了“云上放映”合作协议",
    "把全部设计图纸公开在网上（许可为CC0）",
    "投入16亿元，用于改善乡村的网络条件",
    "完成了第7.8版字体的制作，新增3000个汉字",
)
WHY = (
    "，希望让更多人看到身边的变化。",
    "；下一步计划在2025-06-30之前完成。",
    "，“这只是开始，”负责人说。",
    "，成本比原来低了40%左右！",
    "，不过也有人问：这样做值得吗？",
)
SENTENCES = {who: tuple(f"{when}，{who}{what}{why}" for when, what, why in product(WHEN, WHAT, WHY)) for who in WHO}
"""Sentences by whom they are about."""
STEP = timedelta(minutes=37)
FIRST = datetime(2018, 6, 1, 21, tzinfo=timezone(timedelta(hours=8)))
SITE = """\
title = "量新闻"
languageCode = "zh-CN"
defaultContentLanguage = "zh"
hasCJKLanguage = true
timeZone = "Asia/Shanghai"
baseURL = "https://example.org/"

[taxonomies]
category = "categories"
tag = "tags"
news = "news"
"""


@dataclass(frozen=True, slots=True)
class MadePost:
    """A post of a made feed."""

    path: str
    """Path from the content folder."""
    title: str
    """Title, which begins with `ROW_TEXT`."""
    date: datetime
    """Date with its zone."""
    header: str
    """YAML header between its `---` lines."""
    paragraphs: tuple[str, ...]
    """Body, without the heading that repeats the title."""

    @property
    def source(self) -> str:
        """The whole file."""
        body = "\n\n".join(self.paragraphs)
        return f"---\n{self.header}---\n\n# {self.title}\n\n{body}\n"


def _header(number: int, title: str, date: datetime, chance: random.Random) -> str:
    tags = ", ".join(f'"{tag}"' for tag in chance.sample(TAGS, chance.randint(1, 5)))
    return f"""\
title: "{title}"
date: {date.isoformat()}
lastmod: {date.isoformat()}
draft: {str(number % 97 == 50).lower()}
authors: ["{chance.choice(AUTHORS)}"]
description: " {chance.choice(SENTENCES[WHO[number % len(WHO)]])}"
featuredImage: "cover.jpg"
tags: [{tags}]
categories: ["{chance.choice(CATEGORIES)}"]
news: ["元宇宙"]
weight:{" "}
lightgallery: true
pinned: {str(number % 500 == 100).lower()}
recommend: {str(number % 50 == 0).lower()}
recommend1: true
"""


def _paragraphs(chance: random.Random, size: int) -> tuple[str, ...]:
    """Paragraphs of about `size` bytes of UTF-8 in all about two of `WHO`, with a picture and a bold heading."""
    sentences = [sentence for who in chance.sample(WHO, 2) for sentence in SENTENCES[who]]
    made: list[str] = []
    while size > 0:
        made.append("　　" + "".join(chance.choices(sentences, k=chance.randint(2, 6))))
        size -= len(made[-1].encode()) + 2
    made[1:1] = ["![img](missing.jpg)", f"　　**{BODY_TEXT}**"]
    return tuple(made)


def made_posts(count: int, seed: int = 7) -> Iterator[MadePost]:
    """`count` posts from the oldest to the newest; the same for the same seed."""
    chance = random.Random(seed)
    step = min(STEP, timedelta(days=2600) / max(count, 1))
    for number in range(count):
        date = (FIRST + step * number).replace(microsecond=0)
        title = f"{ROW_TEXT}{number}：{chance.choice(WHO)}{chance.choice(WHAT)[:12]}"
        path = f"news/{number // 1000:04d}/post-{number:07d}.md"
        paragraphs = _paragraphs(chance, chance.randint(1500, 4500))
        yield MadePost(path, title, date, _header(number, title, date, chance), paragraphs)


def long_posts() -> Iterator[MadePost]:
    """Three posts to read: 1 MB, 230 KB and 30 KB, the newest last."""
    chance = random.Random(11)
    for day, size in enumerate((1_000_000, 230_000, 30_000)):
        date = FIRST + timedelta(days=day)
        title = f"{ROW_TEXT}长文{size // 1000}"
        header = f'title: "{title}"\ndate: {date.isoformat()}\ntags: ["山西"]\n'
        yield MadePost(f"news/long-{size // 1000}.md", title, date, header, _paragraphs(chance, size))


def write_site(posts: Iterator[MadePost], folder: Path, rss_limit: int = 10_000) -> Path:
    """Write posts as a Hugo site, and the first `rss_limit` of them as `feed.xml`, unless the folder is complete
    already.
    """
    complete = folder / "complete"
    if complete.exists():
        return folder
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text(SITE, "utf-8")
    items = []
    for number, post in enumerate(posts):
        file = folder / "content" / post.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(post.source, "utf-8")
        if number < rss_limit:
            items.append(_item(post))
    (folder / "feed.xml").write_text(_rss(items), "utf-8")
    complete.touch()
    return folder


def write_posts(posts: Iterable[tuple[str, str]], folder: Path) -> Path:
    """Write posts, by path and source, as a Hugo site, unless the folder is complete already."""
    complete = folder / "complete"
    if complete.exists():
        return folder
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text(SITE, "utf-8")
    for path, source in posts:
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")
    complete.touch()
    return folder


def light_post(number: int, count: int) -> tuple[str, str]:
    """Path and source of a post that is quick to write: a header of four lines and one paragraph; every one differs
    from the next.
    """
    day, minute = divmod(number * min(37, 2600 * 1440 // max(count, 1)), 1440)
    who, others = WHO[number % len(WHO)], SENTENCES[WHO[number // 7 % len(WHO)]]
    date = f"{FIRST + timedelta(days=day, minutes=minute, seconds=number % 60):%Y-%m-%dT%H:%M:%S+08:00}"
    header = (
        f'title: "{ROW_TEXT}{number}：{who}{WHAT[number % len(WHAT)][:12]}"\ndate: {date}\n'
        f'tags: ["{TAGS[number % len(TAGS)]}", "{TAGS[number % 12]}"]\n'
        f'categories: ["{CATEGORIES[number % len(CATEGORIES)]}"]\n'
    )
    body = "".join(others[(number + step) % len(others)] for step in (0, 5, 11))
    return f"news/{number // 1000:04d}/post-{number:07d}.md", f"---\n{header}---\n\n　　{body}\n"


def write_light_site(count: int, folder: Path) -> Path:
    """Write `count` light posts as a Hugo site with all cores, unless the folder is complete already; a million take
    about a minute.
    """
    complete = folder / "complete"
    if complete.exists():
        return folder
    (folder / "content").mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text(SITE, "utf-8")
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write_thousand, *zip(*((folder, first, count) for first in range(0, count, 1000)), strict=True)))
    complete.touch()
    return folder


def _write_thousand(folder: Path, first: int, count: int) -> None:
    """Write the posts of one folder."""
    for number in range(first, min(first + 1000, count)):
        path, source = light_post(number, count)
        if number == first:
            (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        file = os.open(f"{folder}/content/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, source.encode())
        os.close(file)


def _item(post: MadePost) -> str:
    html = escape("".join(f"<p>{paragraph}</p>" for paragraph in post.paragraphs))
    date = post.date.strftime("%a, %d %b %Y %H:%M:%S %z")
    link = f"https://example.org/{post.path}"
    return (
        f"<item><title>{escape(post.title)}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{date}</pubDate><description>{html}</description></item>"
    )


def _rss(items: list[str]) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>量新闻</title>'
    return f"{head}<link>https://example.org</link><description>量</description>{''.join(items)}</channel></rss>\n"


if __name__ == "__main__":
    print(write_site(made_posts(int(sys.argv[1])), Path(sys.argv[2])))
