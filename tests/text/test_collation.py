"""Titles stand in the order Hugo gives them."""

import pytest

from tui_reader.text.collation import order_key

CHINESE = [
    "API 网关",
    "Kubernetes",
    "Pod",
    "安全混沌工程",
    "版本控制",
    "边缘计算",
    "不可变基础设施",
    "策略即代码 (PaC)",
    "持续部署 (CD)",
    "持续集成 (CI)",
    "持续交付 (CD)",
    "抽象",
]


@pytest.mark.parametrize("lang", ["zh", "zh-cn", "zh_CN", "zh-Hans"])
def test_chinese_titles_stand_by_pinyin_behind_latin_ones(lang):
    mixed = CHINESE[1::2] + CHINESE[::2]
    assert sorted(mixed, key=lambda title: order_key(title, lang)) == CHINESE


@pytest.mark.parametrize("lang", ["", "en", "zh-tw", "zh-Hant", "ja"])
def test_elsewhere_characters_stand_in_the_order_of_unicode(lang):
    assert sorted("安版不一", key=lambda title: order_key(title, lang)) == sorted("安版不一")


def test_signs_stand_before_digits_and_digits_before_letters():
    ordered = ["x", "x x", "x_x", "x-x", "x: x", "x! x", "x.x", "x“x”", "x(x)", "x%", "x+x", "x$", "x1", "xx"]
    assert sorted(set(ordered), key=lambda title: order_key(title, "en")) == ordered


def test_of_titles_that_differ_in_case_the_small_letters_come_first():
    assert sorted(["RelRef", "relation", "Relref"], key=lambda title: order_key(title, "en")) == [
        "relation",
        "Relref",
        "RelRef",
    ]
