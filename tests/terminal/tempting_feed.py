"""Posts that would lead out of the feed if they could: links of the file system, links and pictures in the text."""

from pathlib import Path

SECRET = "the-secret-of-another-file"
"""What stands in the file outside the feed, and nowhere else."""


def write_feed(outside: Path, content: Path) -> None:
    """Write the posts into a content folder; the file that nobody may see lies in `outside`."""
    (outside / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n")
    bundle = content / "bundle"
    bundle.mkdir(parents=True)
    (content / "linked.md").symlink_to(outside / "secret.md")
    (content / "folder").symlink_to(outside)
    (bundle / "picture.png").symlink_to(outside / "secret.md")
    ways = " ".join(
        f"[{name}]({target})"
        for name, target in (
            ("file", f"file://{outside}/secret.md"),
            ("up", "../../../secret.md"),
            ("net", "http://127.0.0.1:9/"),
            ("self", "two.md"),
            ("odd", "-oProxyCommand=touch"),
            ("script", "javascript:alert(1)"),
        )
    )
    pictures = "![p](picture.png) ![q](/../../secret.md) ![r](http://127.0.0.1:9/x.png)"
    body = f"第一行 {ways}\n\n{pictures}\n\n## A\n\n## B\n\n`$(touch x)`\n"
    (bundle / "index.md").write_text(f"---\ntitle: 首篇\ndate: 2022-07-28\ntags: [a]\n---\n\n{body}", "utf-8")
    (content / "two.md").write_text(f"---\ntitle: Two\ndate: 2022-07-01\ntags: [a]\n---\n\n{body}", "utf-8")
