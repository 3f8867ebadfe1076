"""Bytes to text, for pages whose declaration is right, wrong or missing.

Sources: WHATWG Encoding (labels), HTML Standard, "determining the character encoding".
"""

from __future__ import annotations

import codecs
import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{2,40})""")
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([^\s;"',]+)""", re.IGNORECASE)

_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ksx1001": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
"""What the web means by these names, as WHATWG Encoding has it; keys are Python's names of codecs."""

_LABELS = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-cp1252": "cp1252",
    "x-mac-roman": "mac_roman",
    "unicode": "utf-16-le",
    "utf8": "utf-8",
    "x-big5": "big5hkscs",
}

_PLAUSIBLE = ("utf-8", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949", "cp1251", "cp1252")


_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e](?=.*[\u3041-\u30fe])|[\u3041-\u30fe]")
_TELLING = (
    ("cp932", _JAPANESE),
    ("euc_jp", _JAPANESE),
    ("cp949", re.compile("[\uac00-\ud7a3]")),
    ("gb18030", re.compile("[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")),
    ("cp1251", re.compile("[\u0410-\u044f\u0401\u0451«»—–]")),
)
"""Encodings that give themselves away, in the order in which they may be told apart, and their letters."""


def codec_of(label: str) -> str | None:
    """Return Python's codec for a label as pages write it; None where there is none for text."""
    label = label.strip().lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(info.name, info.name)


def encoding_of(data: bytes, content_type: str = "") -> str:
    """Return the encoding that a browser would take: byte order mark, header, declaration, then a guess."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if (match := _PARAMETER.search(content_type)) and (declared := codec_of(match.group(1))):
        return declared
    head = data[:4096]
    for pattern in (_META, _XML):
        if (found := pattern.search(head)) and (declared := codec_of(found.group(1).decode("ascii"))):
            return "utf-8" if declared.startswith("utf-16") else declared
    return _guess(data)


def _guess(data: bytes) -> str:
    sample = data[:2000]
    if len(sample) > 8 and sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    if _decodes(data, "utf-8"):
        return "utf-8"
    if b"\x1b$" in data:
        return "iso2022_jp"
    return next((name for name, letters in _TELLING if _is_written_in(data, name, letters)), "cp1252")


def _is_written_in(data: bytes, encoding: str, letters: re.Pattern[str]) -> bool:
    """Tell whether bytes make sense in an encoding: most of what is not ASCII becomes its script's letters."""
    if not _decodes(data, encoding):
        return False
    if encoding != "cp932":  # its letters may end in ASCII bytes; those of the others come in rows beyond it
        in_rows = sum(map(len, re.findall(rb"[\x80-\xff]{3,}", data)))
        if in_rows < 0.7 * len(re.findall(rb"[\x80-\xff]", data)):
            return False
    beyond = re.sub(r"[\x00-\x7f]+", "", data.decode(encoding, "ignore"))
    return bool(beyond) and len(letters.findall(beyond)) >= 0.8 * len(beyond)


def decode(data: bytes, content_type: str = "") -> str:
    """Return the text of a page as a browser would show it."""
    return _text(data, encoding_of(data, content_type))


def readings(data: bytes, content_type: str = "") -> list[str]:
    """Return the page's text in its declared encoding first, then in every other that its bytes allow.

    A wrong declaration garbles a title; only where no reading holds it is it missing.
    """
    first = encoding_of(data, content_type)
    if data.isascii() and not first.startswith("utf-16"):
        return [_text(data, first)]
    others = [name for name in _PLAUSIBLE if name != first and _decodes(data, name)]
    return [_text(data, name) for name in [first, *others]]


def _text(data: bytes, encoding: str) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark) and name == encoding:
            data = data[len(mark) :]
    return data.decode(encoding, "replace")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)  # the last character may have been cut in two
    except UnicodeDecodeError:
        return False
    return True
