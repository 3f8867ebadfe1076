"""A printed citation cut into chunks: marked titles, links, dates, numbers, and the words between.

The cut is lossless in what it names: every chunk has its span, and what no recogniser knows is a chunk of words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.names.organisations import is_organisation
from citekit.parse.recognisers import numbering
from citekit.parse.recognisers.dates import FoundDate, find_dates, find_days
from citekit.parse.recognisers.marks import Mark, find_marks
from citekit.parse.recognisers.weblinks import Link, find_links
from citekit.parse.tables import fold, periodicals


class Chunk(NamedTuple):
    """A piece of a citation. ``inner_*`` is the span of its value; ``depth`` counts the parentheses around it.

    ``opened`` is whether a parenthesis opens before it (behind the last chunk); ``lead`` the separators and
    joining words before it.
    """

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    lead: str = ""


ACCESSED = re.compile(
    r"(?<![^\W\d_])(?:\[|\()?\s*(?:(?:last\s+|date\s+|zuletzt\s+|ultimo\s+|letzter\s+|dernière\s+)*(?:accessed|acc\.|access|"
    r"retrieved|viewed|visited|"
    r"checked|consulted|abgerufen|aufgerufen|eingesehen|geprüft|Zugriff|Abruf|Stand|consulté|consultée|"
    r"consultation|"
    r"consultato|consultata|accesso|consultado|consulta|acceso|acesso|acessado|dostęp|data dostępu|geraadpleegd|"
    r"bezocht|zugegriffen|aufgesucht|obtido|consultat|hämtad|hämtat|läst|besökt|besøkt|lastet\s+ned|hentet|tilgået|"
    r"åtkommen|luettu|viitattu|erişim(?:\s+tarihi)?|citováno|letöltve|letöltés(?:\s+dátuma)?|megtekintve|"
    r"дата\s+обращения|pristupljeno|accesat|vid\.(?=\s\d{4})|閲覧|アクセス|访问|查阅)"
    r"(?:\s*(?::|\b(?:on|am|vom|le|il|el|em|op|d\.|den|dne|dnia|w dniu|the|in)(?=[\s:]))\s*)?)[\s:,]*(?=[\w\[(])",
    re.IGNORECASE,
)
MEDIUM = re.compile(r"(?P<medium>Web|Print|Online|DVD|CD-ROM|Film|Television|Radio|E-mail|Kindle)\.(?=\s|$)")
_MEDIUM_BRACKET = re.compile(
    r"\[(?P<medium>Online|online|en línea|en ligne|Internet|CD-ROM|DVD|Video|PDF|Blog post|on-line)\]"
)
_ROLE = re.compile(
    r"(?P<editor>(?:edited|ed\.|eds\.|hrsg\.|hg\.|herausgegeben|hgg\.|éd\.|dir\.|sous la dir(?:ection|\.)|a cura|"
    r"cur\.|coord\.|"
    r"compiled|comp\.|edición|edited and introduced)\s+(?:by|von|v\.|par|de|di|d[’'])?\s*)"
    r"|(?P<translator>(?:translated|trans\.|transl\.|tr\.|übersetzt|übers\.|aus dem \w+|traduit|trad\.|"
    r"traduzione|traducción|tłum\.|przeł\.)"
    r"\s+(?:from the \w+\s+)?(?:by|von|v\.|par|di|de|por)?\s*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d+(?:/\d+)?[A-Za-z]?(?=[\s,.;:()]|$)"
    r"|(?=[IVXLC]{2})(?:XC|XL|L?X{0,3}|C{0,3}L?X{0,3})(?:IX|IV|V?I{0,3})(?=[\s,;:()]|$)|[IVX](?=,?\s\()"
)
_SEPARATOR = re.compile(r"[\s,.;:·|、。，：；]+")
_IN = re.compile(r"in:?(?=[\s:“\"‘'*«„])\s*", re.IGNORECASE)
_IN_ELSEWHERE = re.compile(r"(?:en|dans|nel|nella|w):?(?=[\s:“\"‘'*«„])\s*")
_NUMBERS = (
    ("chapter", numbering.CHAPTER), ("edition", numbering.EDITION), ("volume", numbering.VOLUME),
    ("issue", numbering.ISSUE), ("pages", numbering.PAGES), ("pages", numbering.BARE_RANGE),
)  # fmt: skip
_WORDS_END = re.compile(
    r"[,;()\[\]、。，：；（）]|\s(?=\d+(?:/\d+)?[A-Z]?(?:[\s,.;:()]|$))|\s(?=[IVXLC]{2,}(?:\s?[,;(]|:\s?(?:\d|$)|\s[\d(]))|\s(?=at\s\d)|[.:](?=\s|$)|(?<=[?!])(?=\s)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(-])(?:[^\W\d_]|St|Dr|Mr|Mrs|Prof|Sr|Jr|Ltd|Inc|Co|Corp|Bros|Univ|Dept|Assoc|Rev|Int|No|vs|Gen|Sen|"
    r"Gov|Mass|Calif|Conn|Ill|[A-Z]\.[A-Z])$"
)


_NUMBERED = ("number", "volume", "issue", "pages", "date", "day", "url", "doi")
_SUBTITLE = re.compile(r"\s?:\s(?![Ii]n\b)(?=[^\W\d_])|\s[–—-]\s(?=[^\W\d_]+\s[a-zà-ÿ])")
_WITHOUT_STOP = re.compile(
    r"\s(?:in\s|(?!(?:in|ed|eds|hg|hrsg|edited|trans|(?:et|and|und|e|y)(?!\s[„“«‘\"])|from|at|available|accessed|retrieved|unter|"
    r"doi|url|a|tesi|thèse|thesis|unpublished|mimeo)\b)[a-zà-ÿ])"
)
_CAPITAL_BEHIND = re.compile(r"\s[A-ZÀ-Þ]")
_IN_AGAIN = re.compile(r"[.,]\s[Ii]n:?\s")


def cut(text: str, start: int = 0, end: int | None = None) -> list[Chunk]:
    """Return the chunks of ``text`` from ``start`` to ``end``, in order."""
    end = len(text) if end is None else end
    return _Cutter(text, end).run(start)


class _Cutter:
    """The state of one cut: what the recognisers found, and how deep in parentheses we are."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.marks = {mark.start: mark for mark in find_marks(text)}
        self.links = {link.start: link for link in find_links(text)}
        hidden = [(m.start, m.end) for m in self.marks.values()] + [(k.start, k.end) for k in self.links.values()]
        self.dates = {
            date.start: date for date in find_dates(text) if not any(a <= date.start < b for a, b in hidden)
        }
        self.days = (
            {day[0]: day[1] for day in find_days(text) if not any(a <= day[0] < b for a, b in hidden)}
            if self.dates
            else {}
        )
        numbers = {
            match.start()
            for _, pattern in _NUMBERS
            for match in pattern.finditer(text)
            if not any(a <= match.start() < b for a, b in hidden)
        }
        self.stops = sorted({*self.marks, *self.links, *self.dates, *self.days, *numbers})
        self.depth = 0

    def run(self, position: int) -> list[Chunk]:
        chunks: list[Chunk] = []
        lead = ""
        while position < self.end:
            skipped = self._skip(position)
            if skipped > position:
                lead += self.text[position:skipped]
                position = skipped
                continue
            chunk = self._recognised(position, chunks) or self._words(position)
            if chunk.kind == "in":
                lead += self.text[chunk.start : chunk.end]
            else:
                chunks.append(chunk._replace(lead=lead, depth=self.depth))
                lead = ""
            position = max(chunk.end, position + 1)
        return chunks

    def _skip(self, position: int) -> int:
        character = self.text[position]
        if character in "([":
            if _MEDIUM_BRACKET.match(self.text, position):
                return position
            self.depth += 1
            return position + 1
        if character in ")]":
            self.depth = max(0, self.depth - 1)
            return position + 1
        match = _SEPARATOR.match(self.text, position)
        return match.end() if match else position

    def _recognised(self, position: int, before: list[Chunk]) -> Chunk | None:
        text = self.text
        if mark := self.marks.get(position):
            return Chunk(mark.kind, mark.start, mark.end, mark.inner_start, mark.inner_end)
        if link := self.links.get(position):
            return Chunk(link.kind, link.start, link.end, link.inner_start, link.inner_end)
        behind_mark = bool(before) and before[-1].kind in ("quoted", "italic")
        match = _IN.match(text, position) or (_IN_ELSEWHERE.match(text, position) if behind_mark else None)
        if match and match.end() < self.end:
            return Chunk("in", position, match.end(), position, match.end())
        if (match := ACCESSED.match(text, position)) and (date := self.dates.get(match.end())):
            return Chunk("accessed", position, date.end, date.start, date.end)
        if match := MEDIUM.match(text, position) or _MEDIUM_BRACKET.match(text, position):
            return Chunk("medium", position, match.end(), *match.span("medium"))
        for kind, pattern in _NUMBERS:
            if match := pattern.match(text, position):
                date = self.dates.get(position)
                if date is not None and (pattern is numbering.BARE_RANGE or date.end > match.end()):
                    continue  # "Nov. 1985" is no number five
                return Chunk(kind, position, match.end(), *match.span("number"))
        if (day_end := self.days.get(position)) is not None and position not in self.dates:
            return Chunk("day", position, day_end, position, day_end)
        if date := self.dates.get(position):
            after_medium = bool(before) and before[-1].kind == "medium"
            return Chunk("accessed" if after_medium else "date", date.start, date.end, date.start, date.end)
        if match := _NUMBER.match(text, position):
            return Chunk("number", position, match.end(), *match.span())
        if match := _ROLE.match(text, position):
            words = self._words(match.end())
            kind = "editor" if match["editor"] else "translator"
            if words.end > words.start and not re.match(r"[a-z]", text[words.start : words.start + 1]):
                return Chunk(kind, position, words.end, words.start, words.end)
        return None

    def _words(self, position: int) -> Chunk:
        """Words up to the next separator, link, mark or date; a full stop after an abbreviation is none."""
        stop = next((s for s in self.stops if s > position), self.end)
        stop = min(stop, self.end)
        search = position
        while match := _WORDS_END.search(self.text, search, stop):
            if match[0] == "." and _ABBREVIATION.search(self.text[position : match.start()]):
                search = match.end()
                continue
            stop = match.start()
            break
        while stop > position + 1 and self.text[stop - 1].isspace():
            stop -= 1
        return Chunk("words", position, stop, position, stop)


def marks_words(text: str, marked: list[Chunk]) -> bool:
    """Whether the marks set off words and no title: "„Habits“, „Frames“ und „Rational Choice“. Die Reichweite"."""
    if len(marked) < 2 or marked[1].kind != "quoted" or marked[0].kind != "quoted":
        return False
    between = text[marked[0].end : marked[1].start]
    short = marked[0].end - marked[0].start < 30
    return short and re.fullmatch(r",?\s(?:und|and|et|y|e|&)?\s?", between) is not None


def goes_on(text: str, chunks: list[Chunk]) -> bool:
    """Whether the title goes on behind the marks that the first of ``chunks`` stands in.

    "‘The rigours of an experiment’: authority in the field", "„Ne verbum dei“ Techniken der Predigt, Bohemia 48".
    """
    marked, following = chunks[0], chunks[1:]
    if marked.kind != "quoted" or not following:
        return False
    if _SUBTITLE.match(text, marked.end):
        return True
    behind, numbered = following[0], len(following) > 1 and following[1].kind in _NUMBERED
    if text[marked.inner_end - 1] in ".," or behind.kind != "words" or numbered:
        return False
    if _WITHOUT_STOP.match(text, marked.end):
        return _IN_AGAIN.search(text, behind.start, behind.end + 12) is not None if "in" in behind.lead else True
    words = text[behind.start : behind.end]
    if len(following) < 2 or "(" in following[1].lead or not _CAPITAL_BEHIND.match(text, marked.end):
        return False
    return not is_organisation(words) and fold(words) not in periodicals()


__all__ = ["ACCESSED", "MEDIUM", "Chunk", "FoundDate", "Link", "Mark", "cut", "goes_on", "marks_words"]
