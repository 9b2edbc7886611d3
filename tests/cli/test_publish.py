"""`newsreader publish`: what it prints, and what it refuses."""

import json
from pathlib import Path

import pytest

from tests.feeds import SITE
from tests.mirror.repository import Repository
from tui_reader.feed.shared.publication import LEAST_PAUSE, LONGEST_RETRY, next_pause


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


@pytest.mark.parametrize("folder", ["", "--to", "--to ''"])
def test_a_folder_must_be_named(call, feed, tmp_path, monkeypatch, folder):
    """What an empty variable leaves is not the folder one happens to be in."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert call(f"publish '{feed}' {folder}").code == 2
    assert sorted(tmp_path.iterdir()) == before


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


POST = "---\ntitle: {title}\ndate: 2022-07-01\n---\n{title} body\n"


@pytest.fixture
def repository(tmp_path: Path, own_folders: Path) -> Repository:
    """A repository with a feed, which the settings name together with its index."""
    repository = Repository(tmp_path / "up.git")
    repository.push({"hugo.toml": SITE, "content/a.md": POST.format(title="First")})
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content = "{repository.address}"\nindex = "{tmp_path}/index"\n')
    return repository


def test_what_is_pushed_to_a_repository_is_in_the_next_index(call, repository, tmp_path):
    assert call(f"publish --to '{tmp_path}/index'").code == 0
    assert "First" in call("list").out
    repository.push({"content/a.md": POST.format(title="Second")})
    assert "First" in call("list").out
    call(f"publish {repository.address} --to '{tmp_path}/index'")
    assert "Second" in call("list").out
    assert "Second body" in call("show a.md --plain").out
    assert call(f"publish --to '{tmp_path}/index'").out == ""


def test_a_feed_of_a_repository_is_known_by_its_address_wherever_its_files_are(call, repository, tmp_path, own_folders):
    call(f"publish --to '{tmp_path}/index'")
    call("bookmarks add a.md")
    call(f"bookmarks annotate a.md -C '{tmp_path}/index/site' --note seen")
    (journal,) = (own_folders / ".config/newsreader/bookmarks").iterdir()
    roots = {json.loads(line)["root"] for line in journal.read_text().splitlines() if '"root"' in line}
    assert roots == {repository.address}
    (tmp_path / "index").rename(tmp_path / "moved")
    settings = own_folders / ".config/newsreader/config.toml"
    settings.write_text(settings.read_text().replace("/index", "/moved"))
    answer = call("bookmarks list")
    assert ("First" in answer.out, answer.err) == (True, "")


def test_a_repository_that_is_one_of_several_feeds_is_read_from_its_index(call, repository, tmp_path, own_folders):
    settings = own_folders / ".config/newsreader/config.toml"
    named = f'[[feeds]]\nname = "pushed"\npath = "{repository.address}"\nindex = "{tmp_path}/index"\n'
    settings.write_text(named)
    assert call(f"publish pushed --to '{tmp_path}/index'").code == 0
    repository.folder.rename(tmp_path / "away")
    for line in ("list -C pushed", f"list -C {repository.address}"):
        answer = call(line)
        assert ("First" in answer.out, answer.err) == (True, "")
    generation = json.loads(call("paths -C pushed --json").out)["sharedIndex"]
    assert generation.startswith(f"{tmp_path}/index/generation-")
    assert json.loads(call("paths --json").out)["sharedIndex"] == ""


def test_an_address_of_which_nothing_is_here_and_one_that_is_none_are_said_so(call, repository):
    assert "no address of a git repository" in call("list -C git+http://host/a").err
    answer = call("--restricted list -C git+file:///none")
    assert answer.code == 3


def test_a_site_may_be_in_a_folder_of_a_repository(call, repository, tmp_path, own_folders):
    repository.push({"docs/hugo.toml": SITE, "docs/content/d.md": POST.format(title="Documented")})
    place = f"{repository.address}@main:docs"
    assert "Documented" in call(f"list -C {place}").out
    assert call(f"publish {place} --to '{tmp_path}/docs'").code == 0
    settings = own_folders / ".config/newsreader/config.toml"
    settings.write_text(f'content = "{place}"\nindex = "{tmp_path}/docs"\n')
    answer = call("list")
    assert ("Documented" in answer.out, "First" in answer.out, answer.err) == (True, False, "")
    answer = call(f"list -C {repository.address}@main:nowhere")
    assert (answer.code, "nowhere" in answer.err) == (3, True)


def test_a_site_of_a_repository_reads_nothing_outside_it(call, repository, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/s.md").write_text(POST.format(title="Secret"))
    repository.push({"hugo.toml": f'contentDir = "{tmp_path}/secret"\n'})
    answer = call(f"publish --to '{tmp_path}/index'")
    assert (answer.code, answer.out) == (3, "")
    assert not list((tmp_path / "index").glob("generation-*"))


def test_readers_have_the_dates_of_commits_from_the_index(call, repository, tmp_path):
    dated = SITE + 'enableGitInfo = true\n[frontmatter]\ndate = [":git"]\n'
    repository.push({"hugo.toml": "enableGitInfo = true\n" + dated, "content/b.md": POST.format(title="Dated")})
    call(f"publish --to '{tmp_path}/index'")
    (tmp_path / "index/work/repository/objects").rename(tmp_path / "gone")
    assert json.loads(call("list --json").out)[0]["date"].startswith("2020-09-15")
    assert "2020-09-15" in call("show b.md --plain").out


def test_a_job_that_watches_publishes_each_push_and_goes_on_where_the_repository_is_away(
    call, repository, tmp_path, rounds
):
    away = tmp_path / "away"
    steps = [
        lambda: repository.push({"content/a.md": POST.format(title="Second")}),
        lambda: repository.folder.rename(away),
        lambda: None,
        lambda: away.rename(repository.folder),
        lambda: repository.push({"content/a.md": POST.format(title="Third")}),
    ]
    pauses = rounds(steps)
    answer = call(f"publish --to '{tmp_path}/index' --watch")
    assert len(answer.out.split()) == 3
    assert len(answer.err.splitlines()) == 1
    assert pauses == [1.0, 1.0, 2.0, 4.0, 1.0, 1.0]
    assert "Third" in call("list").out


def test_since_when_posts_are_behind_and_why_is_said_in_words(call, repository, tmp_path, monkeypatch):
    call(f"publish --to '{tmp_path}/index'")
    well = json.loads(call("paths --json").out)
    assert (well["behind"], well["published"][:2], well["looked"][:2]) == ("", "20", "20")
    assert call("check").code == 0
    repository.folder.rename(tmp_path / "away")
    assert call(f"publish --to '{tmp_path}/index'").code == 3
    for line in ("paths", "check"):
        answer = call(line)
        assert "Posts may be behind since" in answer.out + answer.err
        assert "does not appear to be a git repository" in answer.out + answer.err
    assert "git+file" in json.loads(call("paths --json").out)["behind"]
    (tmp_path / "away").rename(repository.folder)
    call(f"publish --to '{tmp_path}/index'")
    assert json.loads(call("paths --json").out)["behind"] == ""


def test_pauses_grow_while_a_repository_is_away_and_only_then():
    assert next_pause(200, failed=True, shortest=1) == LONGEST_RETRY
    assert next_pause(200, failed=False, shortest=0) == LEAST_PAUSE
    assert next_pause(1, failed=False, shortest=30) == 30


def test_an_index_goes_to_another_server_by_two_commands(call, feed, tmp_path, own_folders):
    out, here = tmp_path / "out", tmp_path / "here"
    line = f"publish 'index+file://{out}' --to '{here}'"
    missing = call(line)
    assert (missing.code, "No such file" in missing.err) == (3, True)
    call(f"publish '{feed}' --to '{tmp_path}/index' --carry '{out}'")
    answer = call(line)
    assert (answer.code, (here / answer.out.strip()).is_file()) == (0, True)
    assert json.loads(call(f"{line} --json").out) == {"generation": None}
    assert call(f"{line} --carry '{out}'").code == 2
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content = "index+file://{out}"\nindex = "{here}"\n')
    assert call("list").out == call(f"list -C '{feed}'").out
    assert str(here / answer.out.strip()) in call("paths").out


def test_a_job_that_follows_goes_on_after_trouble(call, feed, tmp_path, rounds):
    out = tmp_path / "out"
    call(f"publish '{feed}' --to '{tmp_path}/index' --carry '{out}'")
    steps = [lambda: out.rename(tmp_path / "away"), lambda: None, lambda: (tmp_path / "away").rename(out)]
    pauses = rounds(steps)
    answer = call(f"publish 'index+file://{out}' --to '{tmp_path}/here' --watch")
    assert (len(answer.out.split()), len(answer.err.splitlines())) == (1, 1)
    assert pauses == [1.0, 2.0, 4.0, 1.0]
