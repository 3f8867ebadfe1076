"""A .bib file's blocks and fields, each with its place in the text.

bibtexparser splits the text into blocks; the fields within a block are found here, with BibTeX's own counting of
braces, so that each has its span and a damaged block gives up what is whole in it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from bibtexparser.exceptions import ParserStateException
from bibtexparser.model import Block as SplitBlock
from bibtexparser.model import ExplicitComment, ImplicitComment, ParsingFailedBlock
from bibtexparser.splitter import Splitter

from citekit.model import Finding, Severity, Span

_HEAD = re.compile(r"@\s*(\w+)\s*([{(])")
_KEY = re.compile(r"\s*([^,={}\"\s](?:[^,={}\"\n]*[^,={}\"\s])?|)\s*(?=[,})]|(?<=\n)\s*[A-Za-z][\w:+.-]*\s*=)")
_NAME = re.compile(r"[\s,]*([^\s=,{}\"#@()][^\s=,{}\"#]*)\s*=\s*")
_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r'[{}"]')
_BARE = re.compile(r"[^\s,#{}\"()=]+")
_BARE_WORDS = re.compile(r"[^\s,#{}\"()=]+(?:[ \t]+[^\s,#{}\"()=]+)+(?=\s*[,})])")
_SPACE = re.compile(r"\s*")
_SPACE_OR_COMMA = re.compile(r"[\s,]*")
_FIELD_AFTER_BRACE = re.compile(r"\s*,\s*[A-Za-z][\w:+.-]*\s*=\s*[\"{\w]")
_LONGEST = 100_000
"""How many characters of a damaged entry are searched for its end."""
_ESCAPED = re.compile(r"\\[{}]")


@dataclass(frozen=True)
class Field:
    """A field: its name in lower case, its value with delimiters, and where both stand in the file."""

    name: str
    value: str
    span: Span
    value_span: Span


@dataclass(frozen=True)
class Block:
    """An entry, a macro, a preamble, or text between them. ``kind`` is the word after ``@`` in lower case."""

    kind: str
    key: str
    span: Span
    fields: tuple[Field, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    end: int = 0

    @property
    def is_entry(self) -> bool:
        """Tell whether the block is a reference, not a macro, a preamble or a comment."""
        return self.kind not in ("string", "preamble", "comment", "")


class _Piece(Enum):
    """What the splitter takes a piece of the file for."""

    TEXT = "text"
    COMMENT = "comment"
    BLOCK = "block"
    FAILED = "failed"


Place = tuple[int, int, _Piece]


def split(text: str) -> Iterator[Block]:
    """Yield the file's blocks in order. Text between blocks has the kind ``""``."""
    yield from _blocks(text, _places(text))


def _places(text: str) -> list[Place]:
    """Return where the splitter's pieces stand; the pieces themselves, the file twice over, are let go."""
    logger = logging.getLogger("bibtexparser")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        pieces = Splitter(text).split().blocks
    except ParserStateException:
        pieces = []
    finally:
        logger.setLevel(level)
    places: list[Place] = []
    at = 0
    for piece in pieces:
        raw = piece.raw or ""
        start = text.find(raw, at)
        if raw and start >= 0:
            at = start + len(raw)
            places.append((start, at, _taken_for(piece)))
    return places


def _taken_for(piece: SplitBlock) -> _Piece:
    if isinstance(piece, ImplicitComment):
        return _Piece.TEXT
    if isinstance(piece, ExplicitComment):
        head = _HEAD.match(piece.raw or "")
        # The splitter takes every word that begins so, such as @commentary, for a comment.
        return _Piece.COMMENT if head is None or head.group(1).lower() == "comment" else _Piece.BLOCK
    return _Piece.FAILED if type(piece) is ParsingFailedBlock else _Piece.BLOCK


def _blocks(text: str, places: list[Place]) -> Iterator[Block]:
    at = 0
    for index, (start, end, piece) in enumerate(places):
        start = max(start, at)
        if start >= end:
            continue
        if piece is _Piece.TEXT:
            block = Block("", "", Span(start, end))
        elif piece is _Piece.COMMENT:
            block = Block("comment", "", Span(start, end))
        elif piece is _Piece.FAILED:
            # What the splitter gave up on reaches at most to the next block; its rest came as free text.
            block = _whole_after_all(text, start) or read_block(text, start, _reach(text, places, index))
        elif _FIELD_AFTER_BRACE.match(text, end):
            block = read_block(text, start, _reach(text, places, index))
        else:
            block = read_block(text, start, end)
        at = block.span.end
        yield block


def _whole_after_all(text: str, start: int) -> Block | None:
    """Read a block by its braces alone: an ``@`` at the start of a line within a value ends nothing."""
    opening = text.find("{", start, start + 80)
    end = _braced_end(text, opening, min(len(text), opening + _LONGEST)) if opening >= 0 else -1
    block = read_block(text, start, end) if end > 0 else None
    return block if block is not None and not block.findings and block.span.end == end else None


def _reach(text: str, places: list[Place], index: int) -> int:
    following = (start for start, _, piece in places[index + 1 :] if piece is not _Piece.TEXT)
    end = next(following, len(text))
    while text[end - 1].isspace():
        end -= 1
    return end


def read_block(text: str, start: int, end: int) -> Block:
    """Read the block that begins with ``@`` at ``start`` and ends by ``end``."""
    head = _HEAD.match(text, start, end)
    if head is None:
        return Block("", "", Span(start, end))
    kind = head.group(1).lower()
    closing = "}" if head.group(2) == "{" else ")"
    if kind in ("preamble", "comment"):
        return Block(kind, "", Span(start, end), end=end - 1)
    findings: list[Finding] = []
    at = head.end()
    key = ""
    if kind != "string":
        found = _KEY.match(text, at, end)
        if found is not None:
            key, at = " ".join(found.group(1).split()), found.end()
            if key and text[at : at + 1] not in (",", "}", ")"):
                findings.append(_missing_comma(found.end(1), key, "the key"))
        elif not _NAME.match(text, at, end):
            line_end = text.find("\n", at, end)
            comma = text.find(",", at, end if line_end < 0 else line_end)
            if comma >= 0:
                key, at = " ".join(text[at:comma].split()), comma
    fields, last = _fields(text, at, end, closing, kind, key, findings)
    return Block(kind, key, Span(start, min(last + 1, end)), tuple(fields), tuple(findings), last)


def _fields(
    text: str, at: int, end: int, closing: str, kind: str, key: str, findings: list[Finding]
) -> tuple[list[Field], int]:
    """The fields from ``at`` on, and where the entry's closing delimiter stands."""
    fields: list[Field] = []
    while True:
        match = _NAME.match(text, at, end)
        if match is None:
            before = at
            at = _past_damage(text, at, end, closing, key, findings)
            if at < 0:
                return fields, _closing_at(text, before, end, closing, key, findings)
            continue
        value_start = match.end()
        value_end = _value_end(text, value_start, end, closing)
        if value_end < 0:
            value_end = _recovered_end(text, value_start, end, closing)
            findings.append(_unclosed(match.group(1), value_start, key))
        value = text[value_start:value_end].rstrip()
        if value or kind == "string":
            value_span = Span(value_start, value_start + len(value))
            fields.append(Field(match.group(1).lower(), value, Span(match.start(1), value_span.end), value_span))
        at = value_end
        space = _SPACE.match(text, at, end)
        after = space.end() if space else at
        if kind != "string" and value and after < end and _NAME.match(text, after, end) and text[after] != ",":
            findings.append(_missing_comma(value_span.end, key, f"the value of {fields[-1].name}"))


def _missing_comma(at: int, key: str, where: str) -> Finding:
    return Finding(
        code="missing-comma",
        message=f"no comma after {where}; the next field was read all the same",
        span=Span(at - 1, at),
        key=key or None,
        hint="put a comma there",
    )


def _past_damage(text: str, at: int, end: int, closing: str, key: str, findings: list[Finding]) -> int:
    """Step over what is no field; return where to go on, -1 at the end of the entry."""
    space = _SPACE.match(text, at, end)
    at = space.end() if space else at
    while at < end and text[at] == ",":
        space = _SPACE.match(text, at + 1, end)
        at = space.end() if space else at + 1
    if at >= end or (text[at] in "})" and not _FIELD_AFTER_BRACE.match(text, at + 1, end)):
        return -1
    following = re.compile(r"[\n,][ \t]*(?=[A-Za-z][\w:+.-]*\s*=\s*[\"{\w])").search(text, at, end)
    stop = following.end() if following else end
    stray = text[at:stop].strip(" \t\r\n,")
    if stray:
        findings.append(
            Finding(
                code="stray-text",
                message=f"no field: {' '.join(stray.split())[:40]}",
                severity=Severity.WARNING,
                span=Span(at, at + 1),
                key=key or None,
                hint="write it as name = {value}, with a comma before the next field",
            )
        )
    return stop if following else -1


def _closing_at(text: str, at: int, end: int, closing: str, key: str, findings: list[Finding]) -> int:
    space = _SPACE_OR_COMMA.match(text, at, end)
    last = space.end() if space else at
    if text[last : last + 1] not in ("}", ")"):
        last = end - 1
    if last >= at and text[last : last + 1] in ("}", ")"):
        if text[last] != closing:
            findings.append(
                Finding(
                    code="wrong-delimiter",
                    message=f"the entry ends with {text[last]} where {closing} was expected",
                    span=Span(last, last + 1),
                    key=key or None,
                    hint=f"put {closing}",
                )
            )
        return last
    if not any(finding.code == "unclosed-value" for finding in findings):
        findings.append(
            Finding(
                code="unclosed-entry",
                message="the entry is not closed; what could be read of it was",
                severity=Severity.ERROR,
                span=Span(last, end),
                key=key or None,
                hint=f"put {closing} at its end",
            )
        )
    return end


def _unclosed(name: str, at: int, key: str) -> Finding:
    return Finding(
        code="unclosed-value",
        message=f"the value of {name} is not closed; it was read to the next field",
        severity=Severity.ERROR,
        span=Span(at, at + 1),
        key=key or None,
        hint="braces and quotation marks come in pairs",
    )


def _value_end(text: str, at: int, end: int, closing: str) -> int:
    """Return where a value (pieces joined by ``#``) ends, -1 where it does not."""
    while True:
        at = _piece_end(text, at, end)
        if at < 0:
            return -1
        space = _SPACE.match(text, at, end)
        after = space.end() if space else at
        if after >= end or text[after] != "#":
            return at
        space = _SPACE.match(text, after + 1, end)
        at = space.end() if space else after + 1


def _piece_end(text: str, at: int, end: int) -> int:
    sign = text[at : at + 1]
    if sign == "{":
        return _braced_end(text, at, end)
    if sign == '"':
        return _quoted_end(text, at, end)
    bare = _BARE_WORDS.match(text, at, end) or _BARE.match(text, at, end)
    return bare.end() if bare else at


def _braced_end(text: str, at: int, end: int) -> int:
    """Count braces as BibTeX does, and where that does not come out, without those that a backslash escapes."""
    for escaped in (False, True):
        depth = 0
        for match in _BRACE.finditer(text, at, end):
            where = match.start()
            if escaped and _ESCAPED.match(text, where - 1):
                continue
            depth += 1 if text[where] == "{" else -1
            if depth == 0:
                if not escaped and not _plausible(text, at, where + 1, end):
                    break
                return where + 1
    return -1


def _plausible(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether a value may end at ``at``: a comma, ``#``, or the entry's end follows, or the next field.

    A value with escaped braces that holds what looks like the next field has swallowed it.
    """
    if _ESCAPED.search(text, start, at) and _SWALLOWED.search(text, start, at):
        return False
    space = _SPACE.match(text, at, end)
    at = space.end() if space else at
    return at >= end or text[at] in ",#})" or _NAME.match(text, at, end) is not None


def _quoted_end(text: str, at: int, end: int) -> int:
    depth = 0
    for match in _QUOTE.finditer(text, at + 1, end):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif depth <= 0:
            return match.end()
    for match in re.compile(r'"(?=\s*[,})#])').finditer(text, at + 1, end):
        return match.end()
    return -1


_SWALLOWED = re.compile(r"[}\"],[ \t]*\r?\n[ \t]*[A-Za-z][\w:+.-]*[ \t]*=[ \t]*[\"{\w]")
_NEXT_FIELD = re.compile(
    r"[,}\"]?\s*\n[ \t]*(?:,[ \t]*)?(?=[A-Za-z][\w:+.-]*[ \t]*=[ \t]*[\"{\w])|\n[ \t]*[})]\s*\Z"
)


def _recovered_end(text: str, at: int, end: int, closing: str) -> int:
    """Return where a value that is not closed seems to end: before the next field, or the entry's end."""
    following = _NEXT_FIELD.search(text, at, end)
    if following is None:
        last = end
        while last > at and text[last - 1] in " \t\r\n" + closing:
            last -= 1
        return last
    return following.start() if following.group()[0] in "\n," else following.start() + 1


_UNQUOTED = re.compile(r"[^#{}\"=]+")
_PIECE = re.compile(r"\s*#\s*")


def pieces(value: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a value: ``("text", …)`` without delimiters, ``("macro", …)`` or ``("number", …)``."""
    at = 0
    while at < len(value):
        sign = value[at]
        if sign in '{"':
            end = _braced_end(value, at, len(value)) if sign == "{" else _quoted_end(value, at, len(value))
            if end < 0:
                end = len(value)
                yield "text", value[at + 1 :].rstrip('"}' if sign == '"' else "")
            else:
                yield "text", value[at + 1 : end - 1]
        else:
            bare = _BARE.match(value, at)
            words = _UNQUOTED.match(value, at)
            if bare is None or words is None:
                return
            end = words.end()
            text = words.group().strip()
            plain = not re.search(r"\s", text) and not (bare.group()[0].isdigit() and not bare.group().isdigit())
            kind = "words" if not plain else "number" if bare.group().isdigit() else "macro"
            yield kind, text
        joint = _PIECE.match(value, end)
        at = joint.end() if joint else len(value)
