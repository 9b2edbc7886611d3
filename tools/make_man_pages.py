"""Write the man pages from the parser, one in each language of the interface. Run it with `make docs`."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_reader import __version__
from tui_reader.cli.arguments import Parser
from tui_reader.cli.command_line import build_parser
from tui_reader.cli.registry import load_commands
from tui_reader.i18n.messages import use_language

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "shell"
CHANGED = "2026-11-27"
"""Day of the last change of the pages."""
MADE = "Made from the parser by tools/make_man_pages.py; run `make docs`."


@dataclass(frozen=True, slots=True)
class Wording:
    """What a man page says that the parser does not."""

    file: str
    """Name of its file."""
    name: str
    synopsis: str
    description: str
    options: str
    """The headings of its sections, as `man` has them in its language."""
    what_it_is: str
    """The program in one line."""
    described: tuple[str, ...]
    """The sentences of the description."""
    example: str
    """What stands before an example."""
    ending: tuple[tuple[str, tuple[str, ...]], ...]
    """The last sections: heading, and the requests and text below it."""


ENGLISH = Wording(
    file="newsreader.1",
    name="NAME",
    synopsis="SYNOPSIS",
    description="DESCRIPTION",
    options="OPTIONS OF EVERY COMMAND",
    what_it_is="read a news feed kept as local Hugo posts, in a terminal",
    described=(
        "Without a command the feed opens on the screen; without a terminal its posts are listed.",
        "Data goes to standard output, words for people go to standard error.",
    ),
    example="Example:",
    ending=(
        (
            "EXIT STATUS",
            ("0 fine, 1 nothing found, 2 wrong usage, 3 trouble with the content, 130 interrupted.",),
        ),
        (
            "ENVIRONMENT",
            (
                ".TP\n.B NEWSREADER_CONTENT\nThe feed, where neither the command line nor the settings name one.",
                ".TP\n.B NEWSREADER_RESTRICTED\nAnything but 0 is as \\-\\-restricted.",
                ".TP\n.B NO_COLOR\nNo colours at all.",
            ),
        ),
        ("FILES", ("What\n.B newsreader paths\nnames, and\n.IR /etc/newsreader/config.toml .",)),
    ),
)
CHINESE = Wording(
    file="newsreader.zh_CN.1",
    name="名称",
    synopsis="用法",
    description="说明",
    options="每个命令都有的选项",
    what_it_is="在终端里阅读以本地 Hugo 文章保存的新闻",
    described=(
        "不写命令时在屏幕上打开新闻源；没有终端时列出文章。",
        "数据写到标准输出，给人看的话写到标准错误。",
    ),
    example="例如：",
    ending=(
        ("退出状态", ("0 正常，1 没有找到，2 用法不对，3 内容有问题，130 被中断。",)),
        (
            "环境变量",
            (
                ".TP\n.B NEWSREADER_CONTENT\n命令行和设置都没有指明时的新闻源。",
                ".TP\n.B NEWSREADER_RESTRICTED\n除 0 以外的任何值都等于 \\-\\-restricted。",
                ".TP\n.B NO_COLOR\n完全不用颜色。",
            ),
        ),
        ("文件", (".B newsreader paths\n列出的文件，以及\n.IR /etc/newsreader/config.toml 。",)),
    ),
)
LANGUAGES: Mapping[str, Wording] = {"en": ENGLISH, "zh_CN": CHINESE}


def man_page(wording: Wording) -> str:
    """The page, in the macros of man(7); the parser speaks the language that is in use."""
    parser = build_parser(load_commands().values())
    common = _options(parser)
    lines = [
        f'.\\" {MADE}',
        f'.TH NEWSREADER 1 {CHANGED} "newsreader {__version__}"',
        f".SH {wording.name}",
        f"newsreader \\- {wording.what_it_is}",
        f".SH {wording.synopsis}",
        ".B newsreader\n.RI [ OPTION \\~...]\n.RI [ COMMAND \\~...]",
        ".br\n.B newsreader\n.I PATH",
        f".SH {wording.description}",
        *wording.described,
        f".SH {wording.options}",
        *(line for option in common.values() for line in _described(option)),
    ]
    examples = {name: command.example for name, command in load_commands().items()}
    for name, below in parser.commands.items():
        lines += [f".SH {name.upper()}", *_usage(f"newsreader {name}", below, tuple(common))]
        lines += [f".PP\n{wording.example}\n.PP\n.nf\n  {roff(examples[name])}\n.fi"]
        for action, at in below.commands.items():
            lines += [f".SS {roff(action)}", *_usage(f"newsreader {name} {action}", at, tuple(common))]
    for heading, text in wording.ending:
        lines += [f".SH {heading}", *text]
    return "\n".join(lines) + "\n"


def _usage(call: str, parser: Parser, known: tuple[str, ...]) -> Iterator[str]:
    """How a command or an action is called, what it does, and its own options."""
    yield f".B {roff(call)}\n{roff(' '.join(_arguments(parser)))}".rstrip()
    yield f".PP\n{roff(parser.description or '')}"
    for name, option in _options(parser).items():
        if name not in known:
            yield from _described(option)


def _described(option: argparse.Action) -> Iterator[str]:
    value = "|".join(map(str, option.choices or ())) or str(option.metavar or "WORD")
    shown = "" if option.nargs == 0 else f'" \\fI{roff(value)}\\fR"'
    yield f'.TP\n.BR "{roff(", ".join(option.option_strings))}" {shown}'.rstrip()
    yield roff(option.help or "")


def _options(parser: Parser) -> dict[str, argparse.Action]:
    """Options by their first name, help left out."""
    return {option.option_strings[0]: option for option in parser.options.values() if option.dest != "help"}


def _arguments(parser: Parser) -> Iterator[str]:
    """Names of the arguments, in brackets where they may be left out."""
    for action in parser.arguments:
        name = str(action.metavar or action.dest.upper())
        yield f"[{name}]" if action.nargs == "?" else f"{name} …" if action.nargs == "+" else name


def roff(text: str) -> str:
    """Text that roff takes as it stands."""
    escaped = text.replace("\\", "\\\\").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


def files() -> dict[str, str]:
    """The text of each file by its name."""
    made = {}
    for language, wording in LANGUAGES.items():
        use_language(language)
        made[wording.file] = man_page(wording)
    use_language("en")
    return made


def main() -> None:
    """Write the files."""
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
