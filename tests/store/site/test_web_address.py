"""The full address of a page, from whatever a site writes as its `baseURL`."""

import pytest

from tui_reader.store.site.languages import Language
from tui_reader.store.site.web_address import place_at, web_address


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://user.example.io/blog/", "https://user.example.io/blog/a/"),
        ("https://user.example.io", "https://user.example.io/a/"),
        ("http://host.example:8080/", "http://host.example:8080/a/"),
        ("//host.example/x", "//host.example/x/a/"),
        ("/blog", "/blog/a/"),
        ("/", "/a/"),
        ("", "/a/"),
        ("host.example/x", "/a/"),
        ("https://host.example/a b/", "https://host.example/a%20b/a/"),
        ("https://例子.测试/路/", "https://%E4%BE%8B%E5%AD%90.%E6%B5%8B%E8%AF%95/%E8%B7%AF/a/"),
        ("https://host.example/x\x1b]0;y\x07", "https://host.example/x%1B]0;y%07/a/"),
        ("javascript:alert(1)", "/a/"),
        ("https://[::1/", "/a/"),
    ],
)
def test_the_address_is_that_of_the_site_and_the_place_there(base, address):
    assert web_address("/a/", Language("en", base_url=base)) == address


def test_a_page_without_a_place_has_no_address():
    assert web_address("", Language("en", base_url="https://host.example/")) == ""


def test_the_place_at_an_address_is_that_of_the_nearest_site():
    one, two = Language("en", base_url="https://h.example/"), Language("fr", base_url="https://h.example/fr/")
    assert place_at("https://h.example/a/", (one, two)) == ("/a/", "en")
    assert place_at("https://h.example/fr/a/", (one, two)) == ("/a/", "fr")
    assert place_at("https://h.example/a/", (one, one)) == ("/a/", "")
    assert place_at("https://other.example/a/", (one, two)) == ("", "")
    assert place_at("/a/", (Language("en"),)) == ("", "")
