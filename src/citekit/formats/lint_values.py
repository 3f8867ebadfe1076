"""Checks of single values in .bib files: where something is wrong in the value as written, and its fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citekit.formats.bib import mapping
from citekit.formats.bib.dates import MONTHS, read_year_month
from citekit.formats.bib.mapping import Kind
from citekit.formats.bib.tex_read import from_tex, is_one_group

Found = Iterator[tuple[int, str]]


@dataclass(frozen=True)
class ValueCheck:
    """One check: its code, the fields it is for, what it finds (offset, message), the hint, and the safe fix."""

    code: str
    summary: str
    fields: frozenset[str]
    find: Callable[[str, str], Found]
    hint: str
    fix: Callable[[str, str], str] | None = None

    def applies(self, name: str) -> bool:
        """Tell whether the check is for the field ``name``."""
        return name in self.fields


def _fields_of(*kinds: Kind) -> frozenset[str]:
    names = {name for row in mapping.FIELDS if row.kind in kinds for name in (row.biblatex, row.bibtex)}
    return frozenset(names | {alias for alias, name in mapping.FIELD_ALIASES.items() if name in names})


_NOT_PRINTED = frozenset("abstract annotation annote keywords keyword library".split())
_PRINTED = _fields_of(Kind.TEXT, Kind.TITLE, Kind.NAMES) - _NOT_PRINTED | {
    "subtitle",
    "booksubtitle",
    "howpublished",
}
_VERBATIM_COMMAND = re.compile(r"\\(?:url|path|nolinkurl|href|cite[a-z]*|label|ref)\s*\{[^{}]*\}")
_FORMULA = re.compile(r"(?<!\\)\$[^$]*(?<!\\)\$|\\\(.*?\\\)")
_SPECIAL = re.compile(r"(?<!\\)[&%#_^$]")


def _masked(value: str) -> str:
    """Return the value with formulas and addresses blanked out, every other character in its place."""
    for pattern in (_VERBATIM_COMMAND, _FORMULA):
        value = pattern.sub(lambda match: " " * len(match.group()), value)
    return value


def _delimited(value: str) -> bool:
    return value[:1] in ("{", '"') and not re.search(r'["}]\s*#|#\s*["{]', value)


def _unescaped(value: str, _: str) -> Found:
    if not _delimited(value):
        return
    for match in _SPECIAL.finditer(_masked(value)):
        yield match.start(), f"{match.group()} stands unescaped; LaTeX stops or swallows text there"


def _escape(value: str, _: str) -> str:
    masked = _masked(value)
    out, at = [], 0
    for match in _SPECIAL.finditer(masked):
        if match.group() in "^$":
            continue
        out += [value[at : match.start()], "\\", match.group()]
        at = match.end()
    return "".join([*out, value[at:]])


_DASH = re.compile(r"(?<=[0-9A-Za-z])\s*(?:(?<!-)-(?!-)|[–—])\s*(?=[0-9A-Za-z])")


def _single_dash(value: str, _: str) -> Found:
    for match in _DASH.finditer(value):
        if re.search(r"\d", value):
            yield match.start(), "a range of pages with one dash"


def _double_dash(value: str, _: str) -> str:
    value = _DASH.sub("--", value)
    return value if value[:1] in ("{", '"') else f"{{{value}}}"


def _shouting(value: str, _: str) -> Found:
    text = re.sub(r"<[^>]*>", "", from_tex(value[1:-1])) if _delimited(value) else ""
    letters = [character for character in text if character.isalpha()]
    if len(letters) > 12 and len(text.split()) > 2 and all(character.isupper() for character in letters):
        yield 1, "the title is all in capitals"


def _braced(value: str, _: str) -> Found:
    if value.startswith("{") and len(value) > 2 and is_one_group(value[1:-1].strip()):
        yield 1, "braces around the whole value; styles cannot change its case"


_CAPITALISED = re.compile(r"[^\W_]*[A-ZÀ-ÖØ-Þ][^\W_]*(?:['’.&-][^\W_]+)*")


def _unbraced(value: str, _: str) -> str:
    """Put the braces round each word that has a capital: no style prints another letter than before."""
    inner = value[1:-1].strip()
    while is_one_group(inner):
        inner = inner[1:-1].strip()
    if re.search(r"[\\{}$]", inner):
        return value
    words = _CAPITALISED.sub(
        lambda word: word.group() if word.start() == 0 and word.group()[1:].islower() else f"{{{word.group()}}}",
        inner,
    )
    return f"{{{words}}}"


_DOI_URL = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)


def _doi_as_url(value: str, _: str) -> Found:
    match = _DOI_URL.search(value)
    if match and match.start() <= 1:
        yield match.start(), "the DOI is written as an address"


def _bare_doi(value: str, _: str) -> str:
    return _DOI_URL.sub("", value, count=1)


def _month_as_text(value: str, _: str) -> Found:
    if value[:1] in ("{", '"') and "#" not in value and value[1:-1].strip():
        yield 0, f"the month as text: {value[1:-1]}"
    elif value.isdigit() and not 1 <= int(value) <= 12:
        yield 0, f"there is no month {value}"


def _macro(value: str, _: str) -> str:
    date = read_year_month("2000", from_tex(value[1:-1]))
    if date is None or len(date.parts) != 1 or len(date.parts[0]) < 2:
        return value
    month, *day = date.parts[0][1:]
    return MONTHS[month - 1] + (f' # "~{day[0]}"' if day else "")


_ET_AL = re.compile(r"(?:,|\s+and)?\s+(?:et\.? al\.?|u\. ?a\.|and others\.)(?=\s*[}\"]?\Z)", re.IGNORECASE)


def _et_al(value: str, _: str) -> Found:
    match = _ET_AL.search(value)
    if match:
        yield match.start(), "et al. among the names; it is read as one"


def _and_others(value: str, _: str) -> str:
    return _ET_AL.sub(" and others", value)


def _semicolons(value: str, _: str) -> Found:
    if ";" in value and not re.search(r"\\.;|\{[^{}]*;", value[1:-1]):
        yield value.index(";"), "names parted by a semicolon; only 'and' parts names"


_BARE_ACCENT = re.compile(r"\\[`'^\"~=.]\s*(?:\{\\?[A-Za-z]\}|\\[ij](?![A-Za-z])|[A-Za-z])")


def _accents(value: str, _: str) -> Found:
    """A TeX accent outside braces is no letter to BibTeX."""
    for match in _bare_accents(value):
        yield match.start(), "an accent that is not in braces: BibTeX takes it apart when it sorts and abbreviates"


def _bare_accents(value: str) -> list[re.Match[str]]:
    opened = int(value[:1] == "{")
    matches = _BARE_ACCENT.finditer(value) if value[:1] in ("{", '"') else ()
    before = ((match, value[: match.start()]) for match in matches)
    return [match for match, text in before if text.count("{") - text.count("}") == opened]


def _braced_accents(value: str, _: str) -> str:
    for match in reversed(_bare_accents(value)):
        value = f"{value[: match.start()]}{{{match.group()}}}{value[match.end() :]}"
    return value


VALUE_CHECKS: tuple[ValueCheck, ...] = (
    ValueCheck(
        "unescaped-special",
        "& % # _ ^ $ that LaTeX takes for commands",
        _PRINTED,
        _unescaped,
        "write a backslash before it",
        _escape,
    ),
    ValueCheck(
        "single-dash",
        "a range of pages with one dash",
        frozenset({"pages"}),
        _single_dash,
        "write two: 12--34",
        _double_dash,
    ),
    ValueCheck(
        "shouting-title",
        "a title all in capitals",
        frozenset({"title", "booktitle"}),
        _shouting,
        "type it as the work prints it in running text",
    ),
    ValueCheck(
        "braced-title",
        "braces around a whole title",
        frozenset({"title", "subtitle", "shorttitle"}),
        _braced,
        "keep braces to the words whose case must stay",
        _unbraced,
    ),
    ValueCheck(
        "doi-as-url",
        "a DOI with its resolver",
        frozenset({"doi"}),
        _doi_as_url,
        "write what begins with 10.",
        _bare_doi,
    ),
    ValueCheck(
        "month-as-text",
        "a month that is no macro",
        frozenset({"month"}),
        _month_as_text,
        "write jan, feb, mar … without braces",
        _macro,
    ),
    ValueCheck(
        "et-al",
        "et al. in place of 'and others'",
        _fields_of(Kind.NAMES),
        _et_al,
        "write 'and others'",
        _and_others,
    ),
    ValueCheck(
        "name-separator",
        "names parted by semicolons",
        _fields_of(Kind.NAMES),
        _semicolons,
        "write 'and' between names",
    ),
    ValueCheck(
        "bare-accent",
        "an accent outside braces in a name",
        _fields_of(Kind.NAMES),
        _accents,
        'write {\\"o}',
        _braced_accents,
    ),
)
"""The checks of single values."""
