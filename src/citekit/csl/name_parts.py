"""One name, in the order and form that a style asks for (CSL 1.0.2, Name-part Order, Name-part Formatting)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from citekit.csl import marks as m
from citekit.csl.formatting import Decorator, decorator, opening, opposed, text_case
from citekit.csl.initials import completed, initialized
from citekit.csl.locale import NAMESPACE
from citekit.csl.name_input import IN_FULL, Name
from citekit.csl.richtext import affix, marked
from citekit.csl.textcase import title

SHORT, INITIALS, LONG = 0, 1, 2
_TIGHT = ("’", "'", "-", "–", "ʻ", " ")


class Rendered(NamedTuple):
    """A name as text, and whether its family name stands first."""

    text: str
    inverted: bool


class _Part(NamedTuple):
    """What ``cs:name-part`` does: formats of the text proper, and affixes around it."""

    inner: Decorator | None
    prefix: str
    suffix: str

    def format(self, text: str) -> str:
        return self.inner(text) if self.inner and text else text

    def affix(self, text: str) -> str:
        return f"{self.prefix}{text}{self.suffix}" if text else ""


def _part(element: Element | None, name: str, language: str) -> _Part:
    """What is done to a part of a name; a format that takes back one of the name's own is without effect."""
    found = None
    if element is not None:
        found = next((p for p in element.findall(NAMESPACE + "name-part") if p.get("name") == name), None)
    if found is None:
        return _Part(None, "", "")
    own = opposed(element.attrib if element is not None else {})
    attributes: Mapping[str, str] = {k: v for k, v in found.attrib.items() if (k, v) not in own}
    change = title if attributes.get("text-case") == "title" else text_case(attributes, language)
    wrap = (
        decorator({k: v for k, v in attributes.items() if k not in ("prefix", "suffix")}, m.NAMED)
        if opening(attributes)
        else None
    )
    inner = (lambda text: wrap(change(text))) if change and wrap else change or wrap
    return _Part(inner, affix(attributes.get("prefix", "")), affix(attributes.get("suffix", "")))


class NameFormat:
    """A compiled ``cs:name``: a function of the name, remembered for every name that it has seen."""

    def __init__(
        self,
        element: Element | None,
        options: Mapping[str, str],
        style_options: Mapping[str, str],
        language: str = "",
    ) -> None:
        self.level = {"short": SHORT}.get(options.get("form", "long"), LONG)
        self.terminator = options.get("initialize-with")
        self.initialize = options.get("initialize", "true") != "false"
        if self.level == LONG and self.terminator is not None and self.initialize:
            self.level = INITIALS
        self.hyphen = style_options.get("initialize-with-hyphen", "true") != "false"
        self.demote = style_options.get("demote-non-dropping-particle", "display-and-sort")
        self.separator = affix(re.sub(" +", " ", options.get("sort-separator", ", ")))
        self.family = _part(element, "family", language)
        self.given = _part(element, "given", language)
        attributes = element.attrib if element is not None else {}
        self.decorate = decorator(attributes, m.NAMED)
        # Affixes of cs:name are for persons.
        bare = {k: v for k, v in attributes.items() if k not in ("prefix", "suffix")}
        self.decorate_literal = decorator(bare, m.NAMED)
        # French, Russian and Czech typography keeps a particle and its name on one line.
        self.gap = "\u00a0" if language[:2] in ("fr", "ru", "cs") else " "
        self._known: dict[tuple[Name, bool, int], Rendered] = {}

    @property
    def can_initialize(self) -> bool:
        """Whether initials are a step between the family name alone and the full name."""
        return self.terminator is not None and self.initialize

    def __call__(self, name: Name, inverted: bool, level: int) -> Rendered:
        """Return ``name`` at ``level`` (short, with initials, in full).

        ``inverted`` puts the family name first.
        """
        key = (name, inverted, level)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 65536:
                self._known.clear()
            text, family_first = self._name(name, inverted, level)
            decorate = self.decorate_literal if name.literal else self.decorate
            found = self._known[key] = Rendered(decorate(text) if decorate else text, family_first)
        return found

    def _name(self, name: Name, inverted: bool, level: int) -> tuple[str, bool]:
        if name.literal:
            return self.family.format(marked(name.literal)), inverted
        if level == SHORT:
            return self._short(name, inverted), False
        given = self._given(name.given, level)
        if name.unspaced:
            gap = " " if name.given and name.given[:1].isascii() else ""
            family = self.family.format(marked(name.family))
            return f"{family}{gap if given else ''}{self.given.format(given)}", inverted
        if name.family_first and not self._initials_set_free(name, level):
            return self._family_first(name, given), inverted
        if inverted and given:
            return self._inverted(name, given), True
        return self._straight(name, given), inverted

    def _initials_set_free(self, name: Name, level: int) -> bool:
        return name.family_first == IN_FULL and self.can_initialize and level == INITIALS

    def given_text(self, given: str) -> str:
        """A given name as this format shows it by itself."""
        return self._given(given, self.level)

    def _given(self, given: str, level: int) -> str:
        if not given or self.terminator is None:
            return marked(given)
        if self.initialize and level == INITIALS:
            return marked(initialized(given, self.terminator, self.hyphen))
        # A name in full that other names must be told from is shown as it is given.
        return marked(given if self.initialize else completed(given, self.terminator))

    def _suffix(self, name: Name) -> str:
        suffix = marked(name.suffix)
        return suffix.replace(".", "") if self.terminator is not None and not self.terminator.strip() else suffix

    def _family(self, name: Name) -> str:
        """The family name behind its non-dropping particle."""
        family = self.family.format(marked(name.family))
        if not name.non_dropping:
            return family
        return _join(self.family.format(marked(name.non_dropping)), family, name.non_dropping, self.gap)

    def _short(self, name: Name, inverted: bool) -> str:
        if inverted and self.demote == "display-and-sort" and name.non_dropping and not name.family_first:
            return self._inverted(name._replace(dropping="", suffix=""), "")
        family = self._family(name)
        return family if name.family_first or name.unspaced else self.family.affix(family)

    def _straight(self, name: Name, given: str) -> str:
        dropping = self.given.format(marked(name.dropping))
        first = self.given.affix(self.given.format(given))
        comma = "," if name.comma_dropping else ""
        family = self._family(name)
        suffix = self._suffix(name)
        if suffix:
            family = f"{family}{',' if name.comma_suffix else ''} {suffix}"
        if dropping and not comma:
            family = _join(dropping, family, name.dropping, self.gap)
        elif dropping:
            return _join(f"{first}{comma} {dropping}", self.family.affix(family), name.dropping, self.gap)
        family = self.family.affix(family)
        return f"{first} {family}" if first and family else first or family

    def _inverted(self, name: Name, given: str) -> str:
        demoted = self.demote == "display-and-sort"
        family = self.family.format(marked(name.family)) if demoted else self._family(name)
        particle = self.family.format(marked(name.non_dropping)) if demoted else ""
        first = self.given.format(given)
        dropping = self.given.format(marked(name.dropping))
        if dropping:
            first = f"{first}{',' if name.comma_dropping else ''} {dropping}"
        if particle:
            first = f"{first} {particle}".lstrip()
        text = f"{self.family.affix(family)}{self.separator}{self.given.affix(first)}"
        suffix = self._suffix(name)
        return f"{text}{self.separator}{suffix}" if suffix else text

    def _family_first(self, name: Name, given: str) -> str:
        """A name that keeps its own order; affixes of the style's name parts are for names that change theirs."""
        return " ".join(filter(None, (self._family(name), self.given.format(given))))


def _join(first: str, second: str, particle: str, gap: str) -> str:
    """Two parts with a blank between them.

    Unless the particle ends in an apostrophe or a hyphen (``d’``, ``al-``).
    """
    if not first or not second:
        return first or second
    return first + second if particle[-1:] in _TIGHT else f"{first}{gap}{second}"


def sort_parts(name: Name, given: str, demote: str) -> str:
    """A name as a sort key (CSL 1.0.2, Name-part Order).

    As it is inverted, particles where the style wants them.
    """
    if name.literal:
        return marked(name.literal)
    if demote == "never" or name.family_first:
        parts = (name.non_dropping, name.family, given, name.dropping, name.suffix)
    else:
        parts = (name.family, given, name.dropping, name.non_dropping, name.suffix)
    return " ".join(part.strip() for part in parts if part)
