"""The card at the head of a page."""

import pytest

from tests.layout.pages import page, texts
from tui_reader.layout.options import Head, PictureRoom
from tui_reader.layout.page import LinkKind
from tui_reader.model.post import Resource
from tui_reader.model.roles import Role
from tui_reader.text.cells import width

SEED = Head(
    "首个元宇宙影视基地在山西启动",
    ("2022-07-28",),
    ("Cindy",),
    1893,
    4,
    (("tags", "元宇宙导航"), ("tags", "影视基地"), ("tags", "山西"), ("categories", "news"), ("news", "山西")),
    ("lastmod is earlier than date",),
)


def test_the_card_of_the_seed() -> None:
    assert texts(page("正文", SEED, width=66)) == [
        "首个元宇宙影视基地在山西启动",
        "2022-07-28 · Cindy · 1,893 words · 4 minutes",
        "元宇宙导航 · 影视基地 · 山西 · news",
        "! lastmod is earlier than date",
        "",
        "",
        "正文",
    ]


def test_terms_are_links_to_their_posts() -> None:
    of = page("", SEED, width=66)
    links = [of.link(number) for number, _, _ in of.links_on(0, 4)]
    assert [(link.target, link.kind) for link in links][:2] == [
        ("tags/元宇宙导航", LinkKind.TERM),
        ("tags/影视基地", LinkKind.TERM),
    ]
    assert all(run.roles == (Role.TERM,) for run in of.line(2).runs if run.link is not None)


def test_an_author_who_is_a_term_stands_once_and_leads_to_the_posts() -> None:
    of = page("", Head("标题", authors=("Cindy", "某人"), terms=(("authors", "Cindy"), ("tags", "山西"))))
    assert texts(of)[1:3] == ["Cindy, 某人", "山西"]
    assert [of.link(number).target for number, _, _ in of.links_on(0, 3)] == ["authors/Cindy", "tags/山西"]


@pytest.mark.parametrize("cells", range(30, 70))
def test_no_count_stands_alone_on_a_line_of_its_own(cells: int) -> None:
    head = Head("t", ("2022-07-28", "updated 2022-08-01"), ("Cindy",), 1893, 3)
    lines = [line for line in texts(page("", head, width=cells))[1:] if line]
    assert all(width(line) <= cells for line in lines)
    assert len(lines) == 1 or lines[-1] != "3 minutes"


def test_a_long_title_is_set_in_lines_of_equal_length() -> None:
    lines = texts(page("", Head("集聚头部生产要素，开创山西影视产业集群式发展新局面"), width=40))
    assert lines[:2] == ["集聚头部生产要素，开创山西", "影视产业集群式发展新局面"]


@pytest.mark.parametrize(
    ("title", "cells", "lines"),
    [
        ("这座城市给我的第一封信", 18, ["这座城市给我的", "第一封信"]),
        ("在旧书店里遇见的那位老先生", 24, ["在旧书店里遇见的", "那位老先生"]),
        (
            "日本語の組版における改行位置と約物の扱いについて",
            34,
            ["日本語の組版における改行位置と", "約物の扱いについて"],
        ),
        (
            "集聚头部生产要素，开创山西影视产业集群式发展新局面",
            34,
            ["集聚头部生产要素，开创山西", "影视产业集群式发展新局面"],
        ),
    ],
)
def test_a_title_rather_ends_its_lines_between_words(title: str, cells: int, lines: list[str]) -> None:
    assert [line for line in texts(page("", Head(title), width=cells)) if line] == lines


def test_facts_and_terms_are_not_broken_inside() -> None:
    terms = tuple(("tags", f"term number {number}") for number in range(6))
    lines = texts(page("", Head("t", ("2022-07-28",), ("Jane Q. Public",), 12, 1, terms), width=24))
    assert lines[1:3] == ["2022-07-28", "Jane Q. Public"]
    assert all(width(line) <= 24 for line in lines)
    assert sum("term number" in line for line in lines) == 6


def test_a_card_with_nothing_to_say_takes_no_room() -> None:
    assert texts(page("正文", Head())) == ["正文"]


def test_problems_are_shown_without_a_title() -> None:
    assert texts(page("", Head(problems=("date cannot be read",))))[0] == "! date cannot be read"


def test_a_picture_says_what_is_known_of_it() -> None:
    files = {"a.jpg": Resource("a.jpg", "/somewhere/a.jpg", size=34_567), "b.jpg": Resource("b.jpg", "")}
    of = page("![一](a.jpg)\n\n![二](b.jpg)", width=50, resolve=lambda name: files[name])
    shown = "\n".join(texts(of))
    assert "a.jpg · 35 KB" in shown
    assert "b.jpg · missing" in shown
    assert any(Role.PROBLEM in run.roles for y in range(of.height) for run in of.line(y).runs)


def test_a_picture_that_can_be_drawn_gets_its_lines() -> None:
    files = {"a.jpg": Resource("a.jpg", "/somewhere/a.jpg", size=34_567), "b.jpg": Resource("b.jpg", "")}
    of = page(
        "> ![一](a.jpg)\n\n![二](b.jpg)",
        resolve=lambda name: files[name],
        measure_picture=lambda resource, cells: PictureRoom(30, 8),
    )
    lines = texts(of)
    drawn = [of.line(y).picture for y in range(8)]
    assert [picture.row for picture in drawn] == list(range(8))
    assert {(picture.path, picture.rows, picture.cell, picture.cells) for picture in drawn} == {
        ("/somewhere/a.jpg", 8, 6, 30)
    }
    assert lines[8].split() == ["▎", "一"]
    assert of.links_on(0, 1) == ((0, 0, 6),)
    assert "missing" in "".join(lines)
    assert all(line.picture is None for line in of.lines(8, of.height))


def test_a_picture_on_the_web_says_so_and_keeps_its_link() -> None:
    of = page("![一](https://example.com/a.png)", resolve=lambda name: Resource(name, "", remote=True))
    assert "a.png · on the web" in of.plain()
    assert of.link(0).kind is LinkKind.WEB
