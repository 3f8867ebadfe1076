from __future__ import annotations

import os
from pathlib import Path

import pytest

from citekit.errors import UnreadableInput
from citekit.files import decode, read_text, write_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("Tōgō".encode(), "Tōgō"),
        (b"\xef\xbb\xbfabc", "abc"),
        ("Żakowski".encode("utf-16"), "Żakowski"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_what_is_not_utf_8_is_named_with_its_place() -> None:
    with pytest.raises(UnreadableInput, match=r"paper\.txt:2:3: not valid UTF-8 \(byte 0xe9\)") as caught:
        decode(b"first line\nab\xe9cd\n", "paper.txt")
    assert "Windows-1252" in (caught.value.hint or "")


def test_a_broken_utf_16_file_is_named_too() -> None:
    with pytest.raises(UnreadableInput, match="not valid"):
        decode(b"\xff\xfea")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(b"PK\x03\x04\x00\x00\x00")
    with pytest.raises(UnreadableInput, match="binary"):
        read_text(path)


@pytest.mark.parametrize(("content", "says"), [(None, "no such file"), (b" \n\t\n", "empty")])
def test_a_missing_or_empty_file(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "paper.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=says):
        read_text(path)


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="directory"):
        read_text(tmp_path)


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    write_text(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "new \ud800")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["library.json"]


def test_writing_keeps_the_mode_and_makes_new_files_readable(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "one")
    path.chmod(0o600)
    write_text(path, "two")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UnreadableInput, match="cannot write"):
        write_text(tmp_path / "missing" / "a.txt", "x")
