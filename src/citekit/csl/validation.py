"""Is this a CSL style? The schema's answer, and what no schema can say, in words that a style's author knows.

Two kinds of trouble are kept apart. What would make the style print something else than its author meant, or
nothing, is an error: XML that cannot be read, an element, attribute or value that CSL does not have, a macro that
is called and not there, or that calls itself. What has no influence on what is printed is a finding: metadata
(``cs:info``), elements and attributes of other vocabularies, a later minor version, a macro that nobody calls.
So a style that works elsewhere and is a little untidy can be used.

Installed styles have been validated upstream; this is for a user's own.
"""

from __future__ import annotations

import re
from copy import deepcopy
from difflib import get_close_matches
from typing import TYPE_CHECKING

from citekit.csl.repository import NAMESPACE, StyleSource, locale_languages, malformed, primary_dialects
from citekit.csl.schema import explain, relax_ng
from citekit.errors import InvalidStyle
from citekit.model import Finding, Severity
from citekit.model.span import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_CSL = f"{{{NAMESPACE}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_INFO = f"""<info xmlns="{NAMESPACE}"><title>t</title><id>t</id><updated>2000-01-01T00:00:00Z</updated></info>"""


def validate(source: StyleSource) -> list[Finding]:
    """Return what is untidy about an independent style; raises InvalidStyle, with the line, for what is wrong."""
    root = _parse(source)
    found = [*_foreign(root), *_version(root)]
    found += _info(root)
    _structure(root, source.path)
    found += _macros(root, source.path)
    found += _locale(root)
    starts = _line_starts(source.xml)
    return [
        Finding(
            code=code,
            message=message,
            severity=Severity.WARNING,
            span=Span(start=starts[line - 1], end=starts[line]) if line and line < len(starts) else None,
            source=source.path or source.name or None,
        )
        for code, message, line in found
    ]


_Untidy = tuple[str, str, int | None]


def _parse(source: StyleSource) -> _Element:
    """Read the XML without following anything in it that leads elsewhere."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(source.xml, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise malformed(_plain(error.msg or "it breaks off"), source.path, line or None, column or None) from None
    if root.getroottree().docinfo.doctype:
        raise InvalidStyle(
            "the style has a document type declaration, which could make it read other files",
            path=source.path,
            line=1,
            hint="remove the <!DOCTYPE …> line and write the entities out",
        )
    if root.tag != f"{_CSL}style":
        raise InvalidStyle(
            f"this is not a citation style: its root is the element {etree.QName(root).localname}",
            path=source.path,
            line=root.sourceline,
            hint=f'a style begins with <style xmlns="{NAMESPACE}" …>',
        )
    return root


def _plain(message: str) -> str:
    """Return the parser's message without the place, which the error names anyway."""
    return re.sub(r", line \d+, column \d+.*$", "", message)


def _foreign(root: _Element) -> list[_Untidy]:
    """Take out what belongs to other vocabularies; it says nothing to a CSL processor."""
    from lxml import etree

    found: list[_Untidy] = []
    for element in list(root.iter("*")):
        for key in map(str, element.keys()):
            if key.startswith("{") and not key.startswith(_XML):
                del element.attrib[key]
                message = f"{etree.QName(key).localname} is no CSL attribute, and ignored"
                found.append(("foreign-markup", message, element.sourceline))
        parent = element.getparent()
        if parent is not None and not str(element.tag).startswith(_CSL):
            name = etree.QName(element).localname
            found.append(("foreign-markup", f"{name} is no CSL element, and ignored", element.sourceline))
            parent.remove(element)
    return found


def _version(root: _Element) -> list[_Untidy]:
    """Read a later minor version of CSL as 1.0; other versions are left for the schema to refuse."""
    version = root.get("version", "")
    if version != "1.0" and re.fullmatch(r"1\.\d+(\.\d+)*", version):
        root.set("version", "1.0")
        return [("style-version", f"the style is for CSL {version} and read as CSL 1.0.2", root.sourceline)]
    return []


def _info(root: _Element) -> list[_Untidy]:
    """Hold the metadata against the schema, then put good ones in their place."""
    from lxml import etree

    good = etree.fromstring(_INFO)
    info = root.find(f"{_CSL}info")
    if info is None:
        root.insert(0, good)
        return [("style-info", "the style has no cs:info, so no title and no id", root.sourceline)]
    whole = etree.Element(root.tag, {"class": "in-text", "version": "1.0"}, nsmap=root.nsmap)
    whole.append(deepcopy(info))
    citation = etree.SubElement(etree.SubElement(whole, f"{_CSL}citation"), f"{_CSL}layout")
    etree.SubElement(citation, f"{_CSL}text", {"value": "t"})
    found: list[_Untidy] = []
    if not relax_ng().validate(whole):
        problem = explain(whole)
        message = problem.message if problem else "cs:info does not follow the schema"
        found.append(("style-info", message, info.sourceline))
    root.replace(info, good)
    good.tail = info.tail
    return found


def _structure(root: _Element, path: str | None) -> None:
    """Raise the first thing that the schema has no place for."""
    if relax_ng().validate(root):
        return
    version = root.get("version")
    if version != "1.0":
        raise InvalidStyle(
            f"the style is for CSL {version}, not for CSL 1.0"
            if version
            else "the style does not say its CSL version",
            path=path,
            line=root.sourceline,
            hint='a style for CSL 0.8 has to be rewritten; otherwise write version="1.0"',
        )
    problem = explain(root)
    if problem is not None:
        raise InvalidStyle(problem.message, path=path, line=problem.line, hint=problem.hint)
    entry = relax_ng().error_log[0]
    raise InvalidStyle(
        f"the style breaks the CSL schema: {entry.message}",
        path=path,
        line=entry.line,
        hint="compare the order and number of its elements with the specification",
    )


def _macros(root: _Element, path: str | None) -> list[_Untidy]:
    """Raise calls of macros that are not there or that never end; tell of those nobody calls."""
    macros: dict[str, _Element] = {}
    found: list[_Untidy] = []
    for macro in root.iterchildren(f"{_CSL}macro"):
        name = macro.get("name", "")
        if name in macros:
            message = f"there are two macros named {name}; one hides the other"
            found.append(("duplicate-macro", message, macro.sourceline))
        macros[name] = macro
    called = set()
    for call in root.iter(f"{_CSL}text", f"{_CSL}key"):
        wanted = call.get("macro")
        if wanted is None:
            continue
        called.add(wanted)
        if wanted not in macros:
            hint = _macro_hint(wanted, macros)
            raise InvalidStyle(f"there is no macro named {wanted}", path=path, line=call.sourceline, hint=hint)
    _no_circles(macros, path)
    found += [
        ("unused-macro", f"nothing calls the macro {unused}", macro.sourceline)
        for unused, macro in macros.items()
        if unused not in called
    ]
    return found


def _macro_hint(name: str, macros: dict[str, _Element]) -> str:
    nearest = get_close_matches(name, macros, 1)
    return f"did you mean {nearest[0]}?" if nearest else f'add <macro name="{name}"> … </macro>'


def _no_circles(macros: dict[str, _Element], path: str | None) -> None:
    """Raise a macro that calls itself, by whatever way round."""
    calls = {
        name: [call.get("macro", "") for call in macro.iter(f"{_CSL}text") if call.get("macro")]
        for name, macro in macros.items()
    }
    done: set[str] = set()
    for start in macros:
        way: list[str] = []
        ahead: list[str | None] = [start]  # None: everything below the last step of the way has been seen
        while ahead:
            name = ahead.pop()
            if name is None:
                done.add(way.pop())
            elif name in way:
                raise InvalidStyle(
                    f"the macro {name} calls itself: {' → '.join([*way[way.index(name) :], name])}",
                    path=path,
                    line=macros[name].sourceline,
                    hint="a macro may not be printed by way of itself",
                )
            elif name not in done:
                way.append(name)
                ahead += [None, *calls[name]]


def _locale(root: _Element) -> list[_Untidy]:
    language = root.get("default-locale")
    if not language or language in locale_languages() or language.partition("-")[0] in primary_dialects():
        return []
    return [
        ("unknown-locale", f"there is no locale {language}; the terms will be those of en-US", root.sourceline)
    ]


def _line_starts(xml: bytes) -> list[int]:
    """Return where each line of the style's text begins, in code points, and where the text ends."""
    starts = [0]
    for line in xml.decode("utf-8", "replace").splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts
