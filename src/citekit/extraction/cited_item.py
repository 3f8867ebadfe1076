"""The grammar of one cite item: ``see Abe and Baker, *Short Title*, 2012a, pp. 37–50``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from citekit.extraction.letters import UPPER
from citekit.extraction.sentences import unwrap
from citekit.model import Date
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.numbering import CHAPTER, PAGES, PARAGRAPH, locator_in

_PREFIX = re.compile(
    r"(?:see,? (?:also|e\.g\.,?|for example,?|for instance,?)|(?:but )?see|compare|cf\.?|e\.g\.,?|"
    r"for (?:example|instance),?|also|in(?!\s+(?:press|preparation|print|review)\b)|from|after|"
    r"(?:as )?(?:quoted|cited) in|qtd\. in|quoted from|"
    r"adapted from|based on|and|vgl\.(?: auch)?|siehe(?: auch)?|s\. ?a\.|zit\. (?:nach|n\.)|z\. ?B\.|so auch|"
    r"voir(?: aussi)?|cité (?:par|dans)|p\. ?ex\.,?|cfr\.|si veda|cit\. in|véase(?: también)?|ver|"
    r"citado (?:en|por)|zob\.|por\.|cyt\. za|zie|jfr|jf\.|se)\s+",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,5}|[ivxlc]{1,6})"
_RANGE = rf"{_NUMBER}(?:\s*[-–—]\s*{_NUMBER})?"
_PAGES = re.compile(
    rf"(?:^|[\s,:;])\s*({_RANGE}(?:ff?|sqq?)?\.?(?:(?:,|,? (?:and|&|und|et))\s*{_RANGE})*(?:\s?ff?\.)?)\s*[.,]?$"
)
_YEAR_WITH_LETTERS = re.compile(r"((?:1[4-9]|20)\d\d)([a-z])((?:\s*(?:,|and|&|[-–])\s*[a-z](?![\w]|\.?\s*\d))+)")
_REMARK = re.compile(
    r"(?:emphasis|italics|my translation|translation mine|author'?s translation|Hervorhebung|original)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitedItem:
    """What one item says. ``rest`` is what the grammar could not place; ``head`` names the author."""

    head: str = ""
    prefix: str | None = None
    title: str | None = None
    date: Date | None = None
    suffix: str | None = None
    other_date: Date | None = None
    """The year of another edition, as in ``Weber [1922] 1978``."""
    label: str | None = None
    locator: str | None = None
    rest: str = ""


_SIGNAL = r"(?:(?:but|see|also|cf\.|e\.g\.,?|and|or|und|aber|vgl\.|auch|et|voir)\s+){0,3}"
_NEXT_WORK = re.compile(
    rf"(?<=\d)[a-z]?(?:[,:]\s*(?:pp?\.\s*|S\.\s*)?\d[\d–—\s,-]*)?(?:,\s*(?:and\s+|und\s+|&\s*)?|\s+(?:and|und|&)\s+)"
    rf"(?={_SIGNAL}[{UPPER}][^\d;]{{2,80}}?,?\s\(?(?:1[4-9]|20)\d\d)"
)
_YEAR = r"((?:1[4-9]|20)\d\d)"
_REPRINT = re.compile(rf"[\[(]{_YEAR}[\])]\s*{_YEAR}|{_YEAR}\s*\[{_YEAR}\]")


def read_items(text: str) -> list[CitedItem]:
    """Read a segment between semicolons. It holds several items where it names several years or works."""
    body = unwrap(text)
    if "“" not in body and '"' not in body:
        cuts = [0, *(match.end() for match in _NEXT_WORK.finditer(body)), len(body)]
        if len(cuts) > 2:
            parts = [body[start:end].rstrip(" ,&") for start, end in pairwise(cuts)]
            return [item for part in parts for item in _read_one_work(re.sub(r"\s(?:and|und)$", "", part))]
    return _read_one_work(body)


def split_prefix(body: str) -> tuple[str, str]:
    """Return the words before a citation, such as ``see also``, and the rest."""
    end = 0
    while match := _PREFIX.match(body, end):
        end = match.end()
    return body[:end].strip(), body[end:]


def _read_one_work(body: str) -> list[CitedItem]:
    prefix, body = split_prefix(body)
    first_published = None
    if match := _REPRINT.search(body):
        body = f"{body[: match.start()]}{match[2] or match[3]}{body[match.end() :]}"
        first_published = Date.of(int(match[1] or match[4]))
    item = replace(_read(body), prefix=prefix or None, other_date=first_published)
    return list(_several_years(item, body))


def _read(body: str) -> CitedItem:
    title, head, tail = None, body, ""
    marks = find_marks(body)
    if marks:
        mark = marks[0]
        title = body[mark.inner_start : mark.inner_end].strip(" ,.;:")
        head, tail = body[: mark.start], body[mark.end :]
    elif date := next(iter(find_dates(body)), None):
        head, tail = body[: date.start], body[date.start :]
    elif (located := _labelled_locator(body)) and located.start() > 0:
        head, tail = body[: located.start()], body[located.start() :]
    elif pages := _PAGES.search(body):
        head, tail = body[: pages.start()], body[pages.start() :]
    return _read_tail(CitedItem(head=head.strip(" ,:;("), title=title), tail)


def _read_tail(item: CitedItem, tail: str) -> CitedItem:
    dates = find_dates(tail)
    if dates:
        first = dates[0]
        item = replace(item, date=first.date, suffix=first.suffix)
        tail = f"{tail[: first.start]} {tail[first.end :]}"
    if located := _labelled_locator(tail):
        if numbered := locator_in(located[0]):
            item = replace(item, label=numbered.label, locator=numbered.value)
        tail = f"{tail[: located.start()]} {tail[located.end() :]}"
    elif (pages := _PAGES.search(tail)) and not any(c.isalpha() for c in tail[: pages.start()]):
        item = replace(item, label="page", locator=" ".join(pages[1].rstrip(".,").split()))
        tail = tail[: pages.start()]
    rest = tail.strip(" ,:;.()[]–—-")
    return item if _REMARK.match(rest) else replace(item, rest=rest)


def _labelled_locator(text: str) -> re.Match[str] | None:
    return next((match for pattern in (PAGES, PARAGRAPH, CHAPTER) if (match := pattern.search(text))), None)


def _several_years(item: CitedItem, body: str) -> Iterator[CitedItem]:
    """``Smith 2010a, b``, ``Smith 2010, 2012`` and ``Smith 2010: 15, 2012: 20`` are several items."""
    if item.date is None or item.title is not None:
        yield item
        return
    if letters := _YEAR_WITH_LETTERS.search(body):
        date = Date.of(int(letters[1]))
        for suffix in [letters[2], *re.findall(r"[a-z](?!\w)", letters[3])]:
            yield replace(item, date=date, suffix=suffix, rest="")
        return
    dates = [date for date in find_dates(body) if date.date.parts and len(date.date.parts[0]) == 1]
    if len(dates) < 2:
        yield item
        return
    for index, found in enumerate(dates):
        end = dates[index + 1].start if index + 1 < len(dates) else len(body)
        yield _read_tail(CitedItem(head=item.head, prefix=item.prefix), body[found.start : end].rstrip(" ,;"))


_WORD = rf"(?:[{UPPER}][\w'’‐-]*\.?|d['’][{UPPER}]\w+|al-[{UPPER}]\w+)"
_CONNECTIVE = (
    r"(?:and|&|und|et|y|e|en|och|og|of|for|the|on|in|de|del|della|di|da|do|dos|du|des|der|den|von|van|vom|zu|zur|le|la|"
    r"les|el|al\.?|bin|ibn|ter|ten|u\.\s?a\.|others|a)"
)
_NAMES = re.compile(rf"(?:{_CONNECTIVE}\s+)?{_WORD}(?:(?:,\s*|\s+|/)(?:{_WORD}|{_CONNECTIVE}(?=[\s,]|$)))*")
_NO_NAMES = frozenset(
    """
    in since from after before until by during between about around circa figure fig table chapter section vol
    volume part see page pp note notes equation eq appendix act article version no number born died reprinted
    founded established spring summer autumn fall winter early late mid in on at as the january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec study experiment model case phase step level group grade wave box ibid seit nach vor bis um abbildung
    tabelle kapitel
    """.split()
)


def looks_like_names(head: str) -> bool:
    """Tell whether ``head`` has the form of one or more names."""
    if not head or len(head) > 120 or not _NAMES.fullmatch(head):
        return False
    words = re.findall(r"[^\W\d_]+", head.lower())
    return bool(words) and words[0] not in _NO_NAMES and not all(word in _NO_NAMES for word in words)


def has_several_names(head: str) -> bool:
    """Tell whether ``head`` joins names as citations do: ``Abe & Baker``, ``Abe et al.``."""
    return re.search(r"\bet al\b|&|\b(?:and|und|et|y)\s+[^\W\d_]|u\.\s?a\.", head) is not None
