"""Locales: terms, date formats and options, merged from files and styles (CSL 1.0.2, Locale Fallback, Terms)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DEFAULT_LANGUAGE = "en-US"

# A noun without gender takes the neuter; a language that has none, another.
_GENDER_FALLBACK = ("", "feminine", "masculine")
_FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
_OLD_SPELLINGS = {
    "sub-verbo": "sub verbo",
    "page-number": "page",
    "advance-online-publication": "advance-online-publication",
}


class Term(NamedTuple):
    """One form of a term in its two numbers, and the grammatical gender of the noun that it is."""

    single: str
    multiple: str
    gender: str = ""


class Ordinal(NamedTuple):
    """A suffix for ordinal numbers and how it matches: last-digit, last-two-digits or whole-number."""

    text: str
    match: str


class Locale:
    """What one language knows, after every source has had its say."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.terms: dict[tuple[str, str], Term] = {}
        self.ordinals: dict[tuple[str, str], Ordinal] = {}
        self.dates: dict[str, Element] = {}
        self.punctuation_in_quote = False
        self.limit_day_ordinals = False

    def copy(self) -> Locale:
        """A locale that can be added to without changing this one."""
        twin = Locale(self.language)
        twin.terms = dict(self.terms)
        twin.ordinals = dict(self.ordinals)
        twin.dates = dict(self.dates)
        twin.punctuation_in_quote = self.punctuation_in_quote
        twin.limit_day_ordinals = self.limit_day_ordinals
        return twin

    def add(self, source: Element) -> None:
        """Let a ``cs:locale`` element of higher priority redefine what it defines."""
        for options in source.iter(NAMESPACE + "style-options"):
            if (value := options.get("punctuation-in-quote")) is not None:
                self.punctuation_in_quote = value == "true"
            if (value := options.get("limit-day-ordinals-to-day-1")) is not None:
                self.limit_day_ordinals = value == "true"
        for date in source.findall(NAMESPACE + "date"):
            self.dates[date.get("form", "text")] = date
        elements = [
            term
            for terms in source.findall(NAMESPACE + "terms")
            for term in terms
            if term.tag == NAMESPACE + "term"
        ]
        if any(_is_ordinal(term.get("name", "")) for term in elements):
            self.ordinals = {}
        for element in elements:
            self._add_term(element)

    def forget(self, source: Element) -> None:
        """Drop the terms that ``source`` has in some form: what it lacks is made of that, not inherited."""
        names = {
            _OLD_SPELLINGS.get(name, name)
            for term in source.iter(NAMESPACE + "term")
            if (name := term.get("name"))
        }
        names.discard("and")  # whose symbol is everybody's
        self.terms = {key: term for key, term in self.terms.items() if key[0] not in names}

    def _add_term(self, element: Element) -> None:
        name = element.get("name", "")
        name = _OLD_SPELLINGS.get(name, name)
        single, multiple = _text(element, "single"), _text(element, "multiple")
        if single is None and multiple is None:
            single = multiple = _content(element)
        single = single if single is not None else multiple or ""
        multiple = multiple if multiple is not None else single
        gender_form = element.get("gender-form", "")
        if name.startswith(("ordinal", "long-ordinal-")):
            self.ordinals[name, gender_form] = Ordinal(single, element.get("match", ""))
        self.terms[name, element.get("form", "long")] = Term(single, multiple, element.get("gender", ""))

    def find(self, name: str, form: str = "long") -> Term | None:
        """The term in this form or, where it has none, in the form that stands in for it; None where unknown."""
        name = _OLD_SPELLINGS.get(name, name)
        while (found := self.terms.get((name, form))) is None:
            if form not in _FORM_FALLBACK:
                return None
            form = _FORM_FALLBACK[form]
        return found

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """The text of a term; empty where no source defines it."""
        found = self.find(name, form)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    def quotes(self) -> tuple[str, str, str, str]:
        """The outer and the inner quotation marks that are one character each, as fields may hold them."""
        marks = [
            self.term(name) for name in ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        ]
        one, two, three, four = (mark if len(mark) == 1 else "" for mark in marks)
        outer = (one, two) if one and two else ("", "")
        return (*outer, three, four) if three and four else (*outer, "", "")

    def gender(self, name: str) -> str:
        """The gender of the noun of this name: ``masculine``, ``feminine`` or nothing."""
        found = self.terms.get((_OLD_SPELLINGS.get(name, name), "long"))
        return found.gender if found else ""

    def ordinal_suffix(self, number: int, gender: str) -> str:
        """The suffix that makes an ordinal of ``number`` (CSL 1.0.2, Ordinal Suffixes)."""
        for form in dict.fromkeys((gender, *_GENDER_FALLBACK)):
            if (found := self._matching(number, form)) is not None:
                return found
        return ""

    def _matching(self, number: int, gender: str) -> str | None:
        two = number % 100
        candidates: Iterable[tuple[str, str]]
        if ("ordinal", gender) not in self.ordinals and ("ordinal", "") not in self.ordinals:
            key = number % 10 if number % 10 in (1, 2, 3) and two not in (11, 12, 13) else 4
            found = self.ordinals.get((f"ordinal-{key:02}", gender))
            return found.text if found else None
        candidates = (
            (f"ordinal-{two:02}", "last-two-digits" if two >= 10 else ""),
            (f"ordinal-{number % 10:02}", "last-digit"),
        )
        whole = self.ordinals.get((f"ordinal-{number:02}", gender)) if number < 100 else None
        if whole is not None and whole.match == "whole-number":
            return whole.text
        for name, default in candidates:
            found = self.ordinals.get((name, gender))
            if found is None:
                continue
            rule = found.match or default or "last-digit"
            if rule == "whole-number" and number != int(name[-2:]):
                continue
            if rule == "last-two-digits" and two != int(name[-2:]):
                continue
            return found.text
        default_suffix = self.ordinals.get(("ordinal", gender))
        return default_suffix.text if default_suffix else None

    def long_ordinal(self, number: int, gender: str) -> str:
        """``first`` to ``tenth``; nothing where the locale has no word for this number."""
        if not 1 <= number <= 10:
            return ""
        name = f"long-ordinal-{number:02}"
        forms = dict.fromkeys((gender, *_GENDER_FALLBACK))
        found = next((self.ordinals[name, form] for form in forms if (name, form) in self.ordinals), None)
        return found.text if found else ""


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or (name.startswith("ordinal-") and name[8:].isdecimal())


def _content(element: Element) -> str:
    """An element's text; line breaks and nothing else are no text."""
    text = element.text or ""
    return "" if "\n" in text and not text.strip() else text


def _text(element: Element, child: str) -> str | None:
    found = element.find(NAMESPACE + child)
    return None if found is None else _content(found)


@lru_cache(maxsize=64)
def _file(language: str) -> Element | None:
    from citekit.csl.repository import locale_xml

    data = locale_xml(language)
    return None if data is None else ElementTree.fromstring(data)


@lru_cache(maxsize=64)
def installed(language: str) -> Locale:
    """The installed locale for a language or dialect, over its primary dialect, over American English."""
    chain = [DEFAULT_LANGUAGE]
    primary = _primary(language)
    chain += [name for name in (primary, language) if name and name not in chain]
    locale = Locale(language)
    for name in chain:
        source = _file(name)
        if source is not None:
            locale.forget(source)
            locale.add(source)
    if all(_file(name) is None for name in chain[1:]) and len(chain) > 1:
        locale.language = DEFAULT_LANGUAGE
    return locale


def _primary(language: str) -> str:
    from citekit.csl.repository import primary_dialects

    return primary_dialects().get(language.partition("-")[0].lower(), "")


def normalise(language: str) -> str:
    """Return a language tag as locale files are named: ``en_us`` becomes ``en-US``."""
    parts = language.strip().replace("_", "-").split("-")
    parts = [parts[0].lower(), *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in parts[1:])]
    return "-".join(part for part in parts if part)


def merged(language: str, in_style: Iterable[Element]) -> Locale:
    """Return the locale for ``language`` with a style's own ``cs:locale`` elements over the installed ones."""
    language = normalise(language) or DEFAULT_LANGUAGE
    if "-" not in language:
        language = _primary(language) or language
    locale = installed(language).copy()
    root = language.partition("-")[0]
    sources = list(in_style)
    for wanted in ("", root, language):
        for source in sources:
            if normalise(source.get(_LANGUAGE, "")) == wanted:
                locale.add(source)
    return locale
