"""`newsreader publish`: what it prints, and what it refuses."""

import json


def test_the_name_of_each_new_generation_is_printed(call, feed, tmp_path):
    answer = call(f"publish '{feed}' --to '{tmp_path}/index'")
    assert answer.code == 0
    assert (tmp_path / "index" / answer.out.strip()).is_file()
    again = call(f"publish '{feed}' --to '{tmp_path}/index'")
    assert (again.code, again.out) == (0, "")


def test_as_json_it_is_an_object_also_where_nothing_changed(call, feed, tmp_path):
    line = f"publish '{feed}' --to '{tmp_path}/index' --json"
    assert json.loads(call(line).out)["generation"].startswith("generation-")
    assert json.loads(call(line).out) == {"generation": None}


def test_readers_list_what_was_published(call, feed, tmp_path, own_folders):
    call(f"publish '{feed}' --to '{tmp_path}/index'")
    before = call("list").out
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content = "{feed}"\nindex = "{tmp_path}/index"\n')
    (feed / "content" / "fresh.md").write_text("---\ntitle: Fresh\n---\n", "utf-8")
    assert call("list").out == before
    call(f"publish '{feed}' --to '{tmp_path}/index'")
    assert "Fresh" in call("list").out


def test_in_restricted_mode_and_inside_the_feed_nothing_is_written(call, feed, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    for line in (f"--restricted publish '{feed}' --to '{tmp_path}/index'", f"publish '{feed}' --to '{feed}/index'"):
        assert call(line).code == 3
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_must_be_named(call, feed):
    assert call(f"publish '{feed}'").code == 2


def test_where_the_newest_generation_is_and_why_there_is_none(call, feed, tmp_path, own_folders):
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content = "{feed}"\nindex = "{tmp_path}/index"\n')
    missing = call("paths --json")
    assert json.loads(missing.out)["sharedIndex"] == f"{tmp_path}/index"
    assert f"{tmp_path}/index" in missing.err
    name = call(f"publish '{feed}' --to '{tmp_path}/index'").out.strip()
    found = call("paths")
    assert f"{tmp_path}/index/{name}" in found.out
    assert "index" not in found.err
    (tmp_path / "other.md").write_text("---\ntitle: Other\n---\n", "utf-8")
    for source, why in (("other.md", "is of another feed"), ("nowhere", "nowhere")):
        foreign = call(f"paths -C '{tmp_path}/{source}'")
        assert f"{tmp_path}/index\n" in foreign.out
        assert why in foreign.err
