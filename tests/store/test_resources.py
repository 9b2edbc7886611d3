"""Pictures are found where Hugo finds them, and nothing outside the site is ever named."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.store.resources import resolve
from tui_reader.store.site.site import find_site


@pytest.fixture
def site(tmp_path):
    root = tmp_path / "site"
    for name in ("content/p/b/index.md", "content/p/a.md", "hugo.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", "utf-8")
    for name in ("content/p/b/in.png", "content/p/beside.png", "static/s.png", "assets/i/t.png", "content/p/a b.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"12345")
    (tmp_path / "secret.png").write_bytes(b"x")
    (root / "content/p/link.png").symlink_to(tmp_path / "secret.png")
    return find_site(root)


@pytest.mark.parametrize(
    ("name", "path", "found"),
    [
        ("in.png", "p/b/index.md", "content/p/b/in.png"),
        ("beside.png", "p/a.md", "content/p/beside.png"),
        ("../beside.png", "p/b/index.md", "content/p/beside.png"),
        ("/s.png", "p/a.md", "static/s.png"),
        ("s.png?v=1#x", "p/a.md", "static/s.png"),
        ("i/t.png", "p/a.md", "assets/i/t.png"),
        ("/p/beside.png", "p/a.md", "content/p/beside.png"),
        ("a%20b.png", "p/a.md", "content/p/a b.png"),
        ("gone.png", "p/a.md", ""),
        ("../../../secret.png", "p/a.md", ""),
        ("link.png", "p/a.md", ""),
        ("file:///etc/passwd", "p/a.md", ""),
        ("/etc/passwd", "p/a.md", ""),
        ("data:image/png;base64,xx", "p/a.md", ""),
        ("", "p/a.md", ""),
        ("a\x00b", "p/a.md", ""),
    ],
)
def test_a_picture_is_found_or_not(name, path, found, site):
    resource = resolve(name, path, site)
    assert resource.path == (str(site.root / found) if found else "")
    assert resource.size == (5 if found else 0)
    assert not resource.remote


def test_what_is_mounted_and_what_the_theme_has_is_found(tmp_path):
    root = tmp_path / "site"
    files = (
        "content/a.md",
        "shots/one.png",
        "img/two.png",
        "themes/paper/static/t.png",
        "themes/paper/assets/u.png",
        "pub/v.png",
    )
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"12345")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "w.png").write_bytes(b"x")
    mounts = (("shots", "static"), ("img", "assets/pictures"), ("../out", "static/out"), ("i18n", "i18n"))
    words = "".join(f'[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n' for source, target in mounts)
    (root / "hugo.toml").write_text(f'theme = ["paper"]\nstaticDir = ["pub"]\n{words}', "utf-8")
    site = find_site(root)
    found = {
        name: resolve(name, "a.md", site).path for name in ("/one.png", "pictures/two.png", "/t.png", "u.png", "/v.png")
    }
    assert list(found.values()) == [str(root / file) for file in files[1:]]
    for name in ("/two.png", "/pictures/one.png", "/out/w.png", "/pictures/../../../out/w.png"):
        assert resolve(name, "a.md", site).path == ""


@pytest.mark.parametrize("name", ["https://a.b/c.png", "//cdn.a.b/c.png", "HTTP://x"])
def test_what_lies_elsewhere_is_remote(name, site):
    assert resolve(name, "p/a.md", site).remote


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["..", ".", "/", "secret.png", "link.png", "%2e%2e", "p", "etc", "~", "\\", "s.png"]),
        max_size=8,
    )
)
def test_no_name_leads_outside(site, parts):
    found = resolve("/".join(parts), "p/a.md", site).path
    assert not found or found.startswith(str(site.root) + "/")


@pytest.mark.parametrize(
    ("name", "found"),
    [("Cover", "in.png"), ("cover", "in.png"), ("out", ""), ("many", ""), ("in.png", "in.png"), ("other", "")],
)
def test_a_picture_is_found_by_the_name_the_header_gives_it(name, found, site):
    header = (
        """---
title: 图
resources:
  - {src: in.png, name: Cover}
  - {src: ../../../../secret.png, name: out}
  - {src: "*.png", name: many}
  - just text
---
"""
        + "字" * 40_000
    )
    (site.content / "p/b/index.md").write_text(header, "utf-8")
    assert resolve(name, "p/b/index.md", site).path == (str(site.content / "p/b" / found) if found else "")
