"""Styles: the parts of a style's XML that the other stages ask for (CSL 1.0.2, Styles - Structure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from citekit.csl.locale import DEFAULT_LANGUAGE, NAMESPACE
from citekit.errors import InvalidStyle

NAME_OPTIONS = (
    "and",
    "delimiter-precedes-et-al",
    "delimiter-precedes-last",
    "et-al-min",
    "et-al-use-first",
    "et-al-use-last",
    "et-al-subsequent-min",
    "et-al-subsequent-use-first",
    "initialize",
    "initialize-with",
    "name-as-sort-order",
    "sort-separator",
)
_CHOICES = frozenset(NAMESPACE + tag for tag in ("choose", "if", "else-if", "else"))
_RENAMED = {"name-form": "form", "name-delimiter": "delimiter", "names-delimiter": "names-delimiter"}


@dataclass(frozen=True)
class Area:
    """``cs:citation`` or ``cs:bibliography``: its layout, its sort keys and its options."""

    name: str
    layout: Element
    keys: tuple[Element, ...]
    options: dict[str, str]
    name_options: dict[str, str]


@dataclass(frozen=True)
class Style:
    """An independent style, read."""

    in_text: bool
    default_locale: str
    options: dict[str, str]
    macros: dict[str, Element]
    locales: tuple[Element, ...]
    citation: Area
    bibliography: Area | None
    explicit_year_suffix: frozenset[str] = field(default_factory=frozenset)  # the areas that place it by cs:text


def name_options(element: Element) -> dict[str, str]:
    """The inheritable name options set on an element, under the names they have on ``cs:name``."""
    found = {key: value for key in NAME_OPTIONS if (value := element.get(key)) is not None}
    found |= {short: value for key, short in _RENAMED.items() if (value := element.get(key)) is not None}
    return found


def read(xml: bytes | str, default_locale: str | None = None) -> Style:
    """Return the style of this XML text.

    ``default_locale`` overrides the style's own, as a dependent style's does. Raises InvalidStyle where the
    text is no XML, or no independent style.
    """
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise InvalidStyle(f"not well-formed XML: {error.msg}", line=line, column=column + 1) from None
    if root.tag != NAMESPACE + "style":
        raise InvalidStyle(
            "the root element is not a CSL style", hint="the root must be <style> in the CSL namespace"
        )
    _keep_top_blocks(root)
    inherited = name_options(root)
    citation = _area(root, "citation", inherited)
    if citation is None:
        raise InvalidStyle("the style has no <citation>", hint="a dependent style needs its parent installed")
    style = Style(
        in_text=root.get("class") != "note",
        default_locale=default_locale or root.get("default-locale") or DEFAULT_LANGUAGE,
        options=dict(root.attrib),
        macros={macro.get("name", ""): macro for macro in root.findall(NAMESPACE + "macro")},
        locales=tuple(root.findall(NAMESPACE + "locale")),
        citation=citation,
        bibliography=_area(root, "bibliography", inherited),
    )
    explicit = frozenset(
        area.name
        for area in (style.citation, style.bibliography)
        if area and _places_suffix(area.layout, style.macros, set())
    )
    return Style(**{**style.__dict__, "explicit_year_suffix": explicit})


def _keep_top_blocks(root: Element) -> None:
    """Take ``display`` away from all but the top elements of a layout: blocks do not stand inside blocks.

    Inside groups and macros it has no effect with the engines that styles are written for.
    """
    kept = {id(element) for layout in root.iter(NAMESPACE + "layout") for element in _top(layout)}
    for element in root.iter():
        if "display" in element.attrib and id(element) not in kept:
            del element.attrib["display"]


def _top(element: Element) -> Iterator[Element]:
    """The children of a layout; for a ``cs:choose``, what it chooses from."""
    for child in element:
        if child.tag in _CHOICES:
            yield from _top(child)
        else:
            yield child


def _area(root: Element, name: str, inherited: dict[str, str]) -> Area | None:
    element = root.find(NAMESPACE + name)
    if element is None:
        return None
    layout = element.find(NAMESPACE + "layout")
    if layout is None:
        raise InvalidStyle(f"<{name}> has no <layout>")
    return Area(
        name=name,
        layout=layout,
        keys=tuple(element.findall(f"{NAMESPACE}sort/{NAMESPACE}key")),
        options=dict(element.attrib),
        name_options=inherited | name_options(element),
    )


def _places_suffix(element: Element, macros: dict[str, Element], seen: set[str]) -> bool:
    """Whether ``year-suffix`` is rendered through ``cs:text`` somewhere below."""
    for node in element.iter(NAMESPACE + "text"):
        if node.get("variable") == "year-suffix":
            return True
        name = node.get("macro")
        if name is not None and name in macros and name not in seen:
            seen.add(name)
            if _places_suffix(macros[name], macros, seen):
                return True
    return False
