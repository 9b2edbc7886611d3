"""Two records of behaviour are equal only when every file of them is."""

from pathlib import Path

from tools.record_behaviour import differences, sites


def _record(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def test_equal_records_have_no_difference(tmp_path: Path) -> None:
    files = {"a.list.txt": "一\n", "b.list.txt": "二\n"}
    assert list(differences(_record(tmp_path / "1", files), _record(tmp_path / "2", files))) == []


def test_a_changed_line_is_named_with_its_file(tmp_path: Path) -> None:
    first = _record(tmp_path / "1", {"a.list.txt": "一\n二\n三\n"})
    second = _record(tmp_path / "2", {"a.list.txt": "一\n2\n三\n"})
    (difference,) = differences(first, second)
    assert difference.splitlines()[0] == "a.list.txt:"
    assert {"-二", "+2"} <= set(difference.splitlines())
    assert "三" not in difference


def test_a_file_of_one_record_alone_is_named(tmp_path: Path) -> None:
    first = _record(tmp_path / "1", {"a.txt": "", "b.txt": ""})
    second = _record(tmp_path / "2", {"a.txt": "", "c.txt": ""})
    assert [difference.partition(":")[0] for difference in differences(first, second)] == ["b.txt", "c.txt"]


def test_the_example_site_of_a_theme_is_the_site(tmp_path: Path) -> None:
    (tmp_path / "sites" / "theme" / "exampleSite" / "content").mkdir(parents=True)
    (tmp_path / "sites" / "plain" / "content").mkdir(parents=True)
    (tmp_path / "sites" / "notes").mkdir()
    found = {site.name: site.path for site in sites(tmp_path / "sites", tmp_path)}
    assert found == {
        "sample": tmp_path / "content",
        "plain": tmp_path / "sites" / "plain",
        "theme": tmp_path / "sites" / "theme" / "exampleSite",
    }
