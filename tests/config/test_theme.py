"""Themes are complete, can be read with tired eyes, and say what is wrong with them."""

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.config.contrast import contrast
from tui_reader.config.paths import Paths, shipped_themes
from tui_reader.config.settings_file import MOST_NAMED
from tui_reader.config.theme import (
    ANSI,
    COLOURS,
    GROUNDS,
    LAST,
    PART_PARENTS,
    ROLE_PARENTS,
    Part,
    Theme,
    ThemeStyle,
    part_style,
    role_style,
)
from tui_reader.config.theme_file import automatic_theme, available_themes, load_theme, read_theme, suitable_theme
from tui_reader.model.errors import ThemeError
from tui_reader.model.roles import Role

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(shipped_themes().glob("*.toml"), key=lambda file: file.stem)
ENOUGH = 4.5
"""Least contrast of text, WCAG 2.2, level AA."""

LINES_ONLY = {Role.QUOTE_BAR, Role.RULE, Role.TABLE_BORDER, Role.FIGURE_FRAME}
PARTS_WITHOUT_TEXT = {Part.PROGRESS}
LAID_OVER_ALL = {Role.HIT, Role.HIT_CURRENT, Role.HINT, Role.SELECTED}
TEXT_GROUNDS = [(), (Role.MARK,), (Role.CODE_BLOCK,), (Role.CODE_BLOCK, Role.CODE_MARKED), (Role.KEY,)]
ROWS = [part for part in Part if part.value.startswith(("row", "term"))]
CURSORS = (Part.CURSOR, Part.CURSOR_UNFOCUSED)

XTERM = {"default": "", "magenta": "#cd00cd", "red": "#cd0000"}
"""Those of xterm's own sixteen colours that the shipped themes use."""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A user without settings."""
    return Paths(tmp_path / "config", tmp_path / "state", tmp_path / "cache", "here")


@pytest.fixture(params=SHIPPED, ids=lambda file: file.stem)
def theme(request: pytest.FixtureRequest) -> Theme:
    """Each shipped theme in turn."""
    return read_theme(request.param)


COLOURED = [file.stem for file in SHIPPED if file.stem not in ("ansi", "plain")]


@pytest.fixture(params=COLOURED)
def coloured(request: pytest.FixtureRequest, paths: Paths) -> Theme:
    """Each shipped theme with colours of its own."""
    return load_theme(request.param, paths)


def looks_of_text(theme: Theme) -> dict[str, ThemeStyle]:
    """Every way text can come to the screen: roles on each ground, parts, rows below both cursors."""
    text_roles = [role for role in Role if role not in LINES_ONLY]
    styles = {
        f"{[r.value for r in ground]} {role.value}": theme.blend((*ground, role))
        for ground, role in product(TEXT_GROUNDS, text_roles)
    }
    styles |= {part.value: theme.part(part) for part in Part if part not in PARTS_WITHOUT_TEXT}
    return styles | {f"{row.value} {cursor.value}": theme.part(row, cursor) for row, cursor in product(ROWS, CURSORS)}


def test_there_is_a_theme_for_each_kind_of_terminal(paths: Paths) -> None:
    for dark, colours in product((True, False), COLOURS):
        theme = load_theme(automatic_theme(dark, colours), paths, colours)
        assert theme.colours == colours
        assert theme.dark is dark or colours in ("16", "none")


def test_a_theme_gives_way_where_the_terminal_has_not_its_colours(paths: Paths) -> None:
    assert [load_theme("light", paths, colours).name for colours in COLOURS] == ["light", "light-256", "ansi", "plain"]
    assert load_theme("ansi", paths, "none").name == "plain"
    assert load_theme("plain", paths, "16").name == "plain"


def test_themes_for_256_colours_use_none_that_a_terminal_would_have_to_change(paths: Paths) -> None:
    steps = (0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF)
    cube = {f"#{r:02x}{g:02x}{b:02x}" for r, g, b in product(steps, repeat=3)}
    greys = {f"#{v:02x}{v:02x}{v:02x}" for v in range(8, 239, 10)}
    for name in (name for name in COLOURED if not name.endswith("-256")):
        theme = load_theme(name, paths, "256")
        assert theme.name == f"{name}-256"
        assert set(theme.palette.values()) <= cube | greys
        assert {role: bool(style.fg) for role, style in theme.styles.items()} == {
            role: bool(style.fg) for role, style in load_theme(name, paths).styles.items()
        }


def test_every_shipped_theme_has_a_look_for_each_role_and_part(theme: Theme) -> None:
    assert set(theme.styles) == set(Role)
    assert set(theme.parts) == set(Part)
    assert theme.title


def test_text_of_coloured_themes_has_contrast_enough_wherever_it_stands(coloured: Theme) -> None:
    styles = looks_of_text(coloured)
    assert all(style.fg and style.bg for style in styles.values())
    ratios = {name: round(contrast(style.fg or "", style.bg or ""), 2) for name, style in styles.items()}
    assert {name: ratio for name, ratio in ratios.items() if ratio < ENOUGH} == {}


@pytest.mark.parametrize("name", [name for name in COLOURED if name.startswith("contrast")])
def test_text_of_themes_of_high_contrast_has_more(name: str, paths: Paths) -> None:
    styles = looks_of_text(load_theme(name, paths))
    ratios = {look: round(contrast(style.fg or "", style.bg or ""), 2) for look, style in styles.items()}
    assert {look: ratio for look, ratio in ratios.items() if ratio < 7} == {}, "WCAG 2.2, level AAA"


def test_there_are_eight_themes_two_of_high_contrast_each_for_256_colours_too() -> None:
    whole = [name for name in COLOURED if not name.endswith("-256")]
    assert len(whole) >= 8
    assert len([name for name in whole if name.startswith("contrast")]) == 2
    assert {f"{name}-256" for name in whole} <= set(COLOURED)


def test_lines_of_coloured_themes_can_be_seen_and_stay_behind_the_text(coloured: Theme) -> None:
    paper, ink = coloured.style(Role.TEXT).bg or "", coloured.style(Role.TEXT).fg or ""
    for role in LINES_ONLY:
        assert 1.5 < contrast(coloured.style(role).fg or "", paper) < contrast(ink, paper)


def test_the_chosen_row_can_be_told_from_the_others(theme: Theme) -> None:
    for row, cursor in product(ROWS, CURSORS):
        assert theme.part(row, cursor) != theme.part(row)
    assert theme.part(Part.CURSOR) != theme.part(Part.CURSOR_UNFOCUSED)


def test_the_chosen_row_is_seen_at_a_glance(coloured: Theme) -> None:
    ground, row = coloured.part(Part.SCREEN).bg or "", coloured.part(Part.CURSOR).bg or ""
    assert contrast(row, ground) > 1.2
    assert contrast(coloured.part(Part.CURSOR_BAR, Part.CURSOR).fg or "", ground) > 3


def test_hits_and_what_is_selected_stand_out_from_any_text(theme: Theme) -> None:
    for role, hit in product(set(Role) - LAID_OVER_ALL, (Role.HIT, Role.HIT_CURRENT, Role.SELECTED)):
        if not theme.style(role).reverse:
            assert theme.blend((role, hit)) != theme.blend((role,))


def test_the_sixteen_colour_theme_reads_on_black_and_on_white(paths: Paths) -> None:
    theme = load_theme("ansi", paths)
    for style in (*theme.styles.values(), *theme.parts.values()):
        assert style.bg is None
        assert style.fg is None or style.fg in XTERM
    for colour in filter(None, XTERM.values()):
        assert min(contrast(colour, "#000000"), contrast(colour, "#ffffff")) > 3


def test_the_plain_theme_has_no_colours(paths: Paths) -> None:
    theme = load_theme("plain", paths)
    for style in (*theme.styles.values(), *theme.parts.values()):
        assert (style.fg, style.bg) == (None, None)
    assert {theme.style(role) for role in (Role.HEADING1, Role.STRONG, Role.LINK)} != {ThemeStyle()}


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


LOOKS = st.builds(
    ThemeStyle,
    fg=st.sampled_from([None, "red", "#102030"]),
    bg=st.sampled_from([None, "default", "#405060"]),
    bold=st.booleans(),
    reverse=st.booleans(),
)


@settings(max_examples=50, deadline=None)
@given(LOOKS, LOOKS, LOOKS)
def test_laying_looks_over_each_other_is_associative(a: ThemeStyle, b: ThemeStyle, c: ThemeStyle) -> None:
    assert a.over(b).over(c) == a.over(b.over(c))
    assert ThemeStyle().over(a) == a == a.over(ThemeStyle())


def test_a_blend_is_its_roles_one_over_the_other(coloured: Theme) -> None:
    blend = coloured.blend((Role.QUOTE, Role.STRONG))
    assert blend.fg == coloured.styles[Role.STRONG].fg
    assert blend.bold and blend.italic
    assert coloured.blend(()) == coloured.style(Role.TEXT)
    assert coloured.blend((Role.QUOTE, Role.STRONG)) is blend


def test_parts_stand_on_the_part_that_holds_them(coloured: Theme) -> None:
    assert coloured.part(Part.STATUS_NOTICE).bg == coloured.parts[Part.STATUS].bg
    assert coloured.part(Part.ROW, Part.CURSOR).bg == coloured.parts[Part.CURSOR].bg
    assert coloured.part(Part.ROW).bg == coloured.parts[Part.SCREEN].bg


def test_colours_are_hex_or_ansi_names(theme: Theme) -> None:
    for style in (*theme.styles.values(), *theme.parts.values()):
        for colour in (style.fg, style.bg):
            assert colour is None or colour in ANSI or (colour.startswith("#") and len(colour) == 7)


def own_theme(paths: Paths, name: str, text: str) -> None:
    """Write a theme of the user's own."""
    paths.themes.mkdir(parents=True, exist_ok=True)
    (paths.themes / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_theme_of_the_users_may_change_a_shipped_one(paths: Paths) -> None:
    own_theme(
        paths, "mine", 'title = "Mine"\nbased_on = "light"\n[palette]\nsky = "#204080"\n[roles]\nlink = "sky bold"\n'
    )
    theme, light = load_theme("mine", paths), load_theme("light", paths)
    assert theme.title == "Mine"
    assert theme.dark is False
    assert theme.styles[Role.LINK] == ThemeStyle(fg="#204080", bold=True)
    assert theme.styles[Role.TITLE] == light.styles[Role.TITLE]
    assert available_themes(paths) == tuple(sorted(["mine", *(file.stem for file in SHIPPED)]))


def test_a_palette_of_the_users_changes_all_that_is_drawn_with_it(paths: Paths) -> None:
    own_theme(paths, "sea", 'based_on = "dark"\n[palette]\naccent = "#7fb4c8"\n')
    theme = load_theme("sea", paths)
    assert theme.styles[Role.HEADING1] == ThemeStyle(fg="#7fb4c8", bold=True)
    assert theme.parts[Part.DIALOG_TITLE].fg == "#7fb4c8"


def test_a_theme_of_the_users_wins_over_a_shipped_one_of_its_name(paths: Paths) -> None:
    own_theme(paths, "dark", 'title = "Night"\nbased_on = "dark"\n')
    assert load_theme("dark", paths).title == "Night"


WRONG = {
    "colour": ('based_on = "dark"\n[palette]\nink = "blueish"\n', "line 3: ink: “blueish”"),
    "word": ('based_on = "dark"\n\n[roles]\nlink = "accent blinking"\n', "line 4: link: “blinking”"),
    "twice": ('based_on = "dark"\n[roles]\nlink = "accent red"\n', "line 3: link: “red” is one colour too many"),
    "number": ('based_on = "dark"\n[roles]\nlink = 7\n', "line 3: link: is no text"),
    "slip": ('based_on = "dark"\n[parts]\ncursr = "bold"\n', "line 3: cursr: [parts] knows no such name"),
    "table": ('based_on = "dark"\nroles = 3\n', "line 2: roles: is no table"),
    "base": ('based_on = "noon"\n', "line 1: based_on: “noon” is no shipped theme"),
    "colours": ('based_on = "dark"\ncolours = "many"\n', "line 2: colours: “many” is not known"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_theme_is_named_with_file_and_line_and_left_out(name: str, paths: Paths) -> None:
    text, expected = WRONG[name]
    own_theme(paths, name, text)
    theme = load_theme(name, paths)
    (error,) = theme.problems
    assert f"{name}.toml" in str(error)
    assert expected in str(error)
    place = re.search(r"line (\d+)", expected)
    assert place and error.line == int(place[1])
    assert set(theme.styles) == set(Role) and set(theme.parts) == set(Part)


def test_a_theme_of_faults_names_the_first_and_counts_the_others(paths: Paths) -> None:
    own_theme(paths, "mine", "[roles]\n" + "".join(f"a{number} = 'b'\n" for number in range(MOST_NAMED + 3)))
    *named, last = load_theme("mine", paths).problems
    assert [error.line for error in named] == [2 + number for number in range(MOST_NAMED)]
    assert str(last).endswith("mine.toml: 3 more faults")


def test_a_wrong_colour_of_a_palette_keeps_that_of_the_base(paths: Paths) -> None:
    own_theme(paths, "mine", 'based_on = "dark"\n[palette]\nink = "blueish"\n')
    assert load_theme("mine", paths).styles == load_theme("dark", paths).styles


@pytest.mark.parametrize("text", ['title = "x\n', "\xff"])
def test_a_theme_that_is_no_toml_is_named(text: str, paths: Paths) -> None:
    paths.themes.mkdir(parents=True)
    (paths.themes / "broken.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ThemeError, match=r"broken\.toml: is no TOML"):
        load_theme("broken", paths)


@pytest.mark.parametrize("role", Role)
def test_a_role_that_a_theme_leaves_out_takes_the_look_of_its_parent(role: Role) -> None:
    styles = {
        Role.TEXT: ThemeStyle(fg="red"),
        Role.STRONG: ThemeStyle(bold=True),
        Role.LINK: ThemeStyle(underline=True),
    }
    seen, parent = role, ROLE_PARENTS.get(role)
    while seen not in styles and parent is not None:
        seen, parent = parent, ROLE_PARENTS.get(parent)
    assert role_style(role, styles) == styles.get(seen, LAST.get(seen))


def test_every_role_and_part_has_a_parent_or_a_last_look() -> None:
    for key, parents in ((key, ROLE_PARENTS if isinstance(key, Role) else PART_PARENTS) for key in (*Role, *Part)):
        assert (key in LAST) != (key in parents)
    assert all(isinstance(role_style(role, {}), ThemeStyle) for role in Role)
    assert all(isinstance(part_style(part, {}), ThemeStyle) for part in Part)


def test_an_empty_theme_can_still_be_used(paths: Paths) -> None:
    own_theme(paths, "empty", "")
    theme = load_theme("empty", paths)
    assert theme.problems == ()
    assert theme.part(Part.ROW, Part.CURSOR) != theme.part(Part.ROW)
    assert theme.blend((Role.HIT,)) != theme.blend(()) != theme.blend((Role.SELECTED,))


def test_a_wrong_theme_of_the_settings_gives_way_to_the_automatic_one(paths: Paths) -> None:
    theme = suitable_theme("", "drak", "light", paths)
    assert theme.name == "light"
    assert "there is no theme “drak” — the themes are: ansi, contrast-dark" in str(theme.problems[0])
    assert suitable_theme("", "auto", "light", paths).problems == ()
    assert suitable_theme("dark", "drak", "light", paths).name == "dark"
    with pytest.raises(ThemeError, match="there is no theme “drak”"):
        suitable_theme("drak", "dark", "light", paths)


DRAWN = [*(ROOT / "tui_reader").rglob("*.py")]
UNDER_ALL = {Role.TEXT, Part.SCREEN, *GROUNDS.values()}
"""What a theme lays under everything else, so that nothing has to name it."""


@pytest.mark.parametrize("key", sorted({*Role, *Part} - UNDER_ALL, key=str), ids=str)
def test_every_role_and_part_is_drawn_somewhere(key: Role | Part) -> None:
    name = re.compile(rf"\b{type(key).__name__}\.{key.name}\b|\b{type(key).__name__}\[")
    homes = ("theme.py", "theme_file.py", "roles.py")
    assert any(name.search(file.read_text("utf-8")) for file in DRAWN if file.name not in homes), key
