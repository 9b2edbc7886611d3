"""Old encodings are read and named; what is no text is not shown as such."""

import pytest

from tui_reader.store.front_matter.encoding import decode_text

TEXT = "---\ntitle: 样例\n---\n\n这是一段用来测试的正文，后面紧跟汉字。\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("gbk"), "GB18030"),
        ((TEXT + "😀龘").encode("gb18030"), "GB18030"),
    ],
)
def test_old_encodings_are_read_and_named(data, name):
    read = decode_text(data)
    assert read.text.startswith(TEXT)
    assert name in read.problems[0].message


def test_big5_and_shift_jis_and_latin_1_are_told_apart():
    assert decode_text("這是一個測試，我們來說明編碼。".encode("big5")).text == "這是一個測試，我們來說明編碼。"
    assert decode_text("これはテストの本文です。".encode("shift_jis")).text == "これはテストの本文です。"
    assert decode_text("café naïve\n".encode("latin-1")).text == "café naïve\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_marks_and_line_ends_are_taken_off_without_a_word(data):
    assert decode_text(data).text == TEXT
    assert decode_text(data).problems == ()


def test_a_damaged_byte_is_named_with_its_line():
    read = decode_text(TEXT.encode() + b"\xff\n")
    assert (read.problems[0].code, read.problems[0].line) == ("file-damaged", 6)


def test_a_picture_is_no_text():
    assert decode_text(bytes(range(256)) * 20).binary
