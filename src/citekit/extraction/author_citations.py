"""Citations that name an author or a title: parenthetical and narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citekit.extraction.cited_item import CitedItem, has_several_names, looks_like_names, read_items
from citekit.extraction.found_citation import FoundCitation, ResolvedItem
from citekit.extraction.letters import LOWER, UPPER
from citekit.extraction.numeric_citations import numeric
from citekit.extraction.parentheses import Bracketed, find_brackets, split_segments
from citekit.extraction.works_index import Wanted, Work, WorksIndex
from citekit.model import Span


def citations_in(text: str, bracketed: Bracketed, index: WorksIndex) -> Iterator[FoundCitation]:
    """Yield the citations that a pair of brackets holds, or makes with the name before it."""
    inner_start, inner_end = bracketed.start + 1, bracketed.end - 1
    inner = text[inner_start:inner_end]
    if bracketed.square:
        if one := numeric(inner, Span(bracketed.start, bracketed.end), index):
            yield one
            return
    elif one := _narrative(text, bracketed, inner, index):
        yield one
        return
    nested = [
        one for part in find_brackets(text, inner_start, inner_end) for one in citations_in(text, part, index)
    ]
    if any(one.kind in ("date", "number") for one in nested):  # (Abe (2010), Baker (2012)), ([12], [15])
        yield from nested
        return
    one = _parenthetical(inner, Span(bracketed.start, bracketed.end), index)
    if one is not None and (one.sure or not bracketed.square):
        yield one
        return
    yield from nested


def _parenthetical(inner: str, span: Span, index: WorksIndex) -> FoundCitation | None:
    resolved: list[ResolvedItem] = []
    for start, end in split_segments(inner):
        for item in read_items(inner[start:end]):
            if not item.head and not item.title and resolved and (item.date or item.locator) and not item.rest:
                item = _inherited(item, resolved[-1].item)
            resolved.append(_without_lead_in(resolve(item, index), index))
    sure = any(one.of_known_author for one in resolved)
    named = _is_named if sure else _is_named_with_page  # among citations a bare name is one, elsewhere it is not
    resolved = [one for one in resolved if not _is_common_word(one.item)]
    items = tuple(one for one in resolved if one.of_known_author or _has_form(one.item) or named(one.item))
    if not items:
        return None
    dated = any(one.item.date is not None and one.item.title is None for one in items)
    paged = any(one.item.locator for one in items)
    return FoundCitation(span, items, sure, "date" if dated else "page" if paged else "name")


def _is_common_word(item: CitedItem) -> bool:
    """``(white)`` is a colour, ``(White)`` may be an author."""
    bare = item.date is None and item.locator is None and item.title is None
    return bare and item.head.islower()


def _inherited(item: CitedItem, before: CitedItem) -> CitedItem:
    """``(Smith 2010; 2012)``: the second item has the first one's author."""
    title = item.title or (None if item.date else before.title)
    return replace(item, head=before.head, title=title, date=item.date or before.date)


_NUMBERED_THINGS = re.compile(
    r"(?:act|annex|appendix|art(?:icle)?|box|case|category|ch(?:apter)?|class|col(?:umn)?|day|diagram|eq(?:uation)?|"
    r"exhibit|fig(?:ure)?s?|grade|group|item|level|line|map|model|no|note|number|page|part|period|phase|plate|question|"
    r"room|rule|scene|sec(?:tion)?|stage|step|study|table|tab|theorem|type|unit|version|vol(?:ume)?|week|year|"
    r"abb(?:ildung)?|abschnitt|anhang|kapitel|tabelle|tableau|chapitre|annexe|tabella|capitolo|tabla|capítulo)s?\.?",
    re.IGNORECASE,
)


def _is_named(item: CitedItem) -> bool:
    return looks_like_names(item.head) and not item.rest and not _NUMBERED_THINGS.fullmatch(item.head)


def _is_named_with_page(item: CitedItem) -> bool:
    """``Mill, 88``: a citation by its looks, where a paper cites in this way."""
    return _is_named(item) and item.locator is not None and item.date is None and item.title is None


def _has_form(item: CitedItem) -> bool:
    """Names and a date: a citation by its looks."""
    if not looks_like_names(item.head) or item.rest or (item.prefix or "").lower() in _OF_PLACE_AND_TIME:
        return False
    if item.date is not None and item.title is None:
        single = len(item.date.parts) <= 1 and (not item.date.parts or len(item.date.parts[0]) == 1)
        return single and (has_several_names(item.head) or len(item.head.split()) <= 6)
    return False


def resolve(item: CitedItem, index: WorksIndex) -> ResolvedItem:
    """Return the listed works that an item may mean, narrowed by title and date."""
    if re.search(r"\bpersonal (?:communication|correspondence|interview)\b", item.head, re.IGNORECASE):
        return ResolvedItem(item, (), False)
    head = re.sub(rf"['’]s$|\s*[\[(][{UPPER}][\w&.-]{{1,9}}[\])]$", "", item.head)
    works = index.by_author(head) if head else []
    title = item.title
    if not works and head and not title and not index.by_print(Wanted(head, None, item.date, item.suffix)):
        works, title_after = index.by_opening(head)
        if works:
            title = title_after
    if not works and title and not head:
        works = index.by_title(title)
    wanted = Wanted(head, title, item.date, item.suffix)
    chosen = index.choose(works, wanted) or index.by_print(wanted)
    if not chosen and item.other_date is not None:
        chosen = index.choose(works, replace(wanted, date=item.other_date))
    remark = item.date is not None and len(item.rest) <= _LONGEST_REMARK
    if not (works or chosen) or (item.rest and not remark):
        return ResolvedItem(item, (), False)
    return ResolvedItem(item, tuple(chosen), True)


_OF_PLACE_AND_TIME = frozenset("in from after and also se por ver".split())
_LONGEST_REMARK = 60
_LEAD_IN = re.compile(rf"((?:[^\W\d_{UPPER}][\w'’-]*,?\s+)+)(?=[{UPPER}])")


def _without_lead_in(resolved: ResolvedItem, index: WorksIndex) -> ResolvedItem:
    """``as argued in Smith 2010``: small words before the name belong to the sentence, not to the name."""
    item = resolved.item
    match = _LEAD_IN.match(item.head)
    if resolved.of_known_author or match is None:
        return resolved
    words = f"{item.prefix} {match[1]}" if item.prefix else match[1]
    again = resolve(replace(item, head=item.head[match.end() :], prefix=words.strip()), index)
    return again if again.of_known_author else resolved


_PARTICLE = r"(?:van|von|de|del|der|den|di|da|du|la|le|al-|dos|ter)(?=\s)"
_NAME = rf"(?:(?:[{UPPER}]\.){{2,5}}|[{UPPER}][\w'’‐·-]*\.?|{_PARTICLE})"
_NAMES_BEFORE = re.compile(
    rf"(?:{_NAME}(?:,?\s+(?:and|&|und|et|y|e)\s+|,\s+|\s+))*{_NAME}"
    r"(?:\s+(?:et\s+al\.?|u\.\s?a\.|and\s+(?:colleagues|others)))?(?:['’]s?)?\s*$"
)
_LOOK_BACK = 160
_NO_NAME = re.compile(
    r"\s*[\[(]?(?:\d|[ivxlc]+\b|pp?\.|S\.|§|ch|at\s|n\.\s?d|s\.\s?d|o\.\s?J|in press|forthcoming|undated)",
    re.IGNORECASE,
)
_YEAR_RANGE = re.compile(r"\s*(?:1[0-9]|20)\d\d\s*[-–—]\s*(?:(?:1[0-9]|20)\d\d|present|today)?\s*")
_BARE = re.compile(r"\s*(?:pp?\.?\s*|S\.\s*|§+\s*|ch(?:ap)?\.\s*|at\s+)?[\divxlc][\divxlc\s,–—-]*(?:ff?\.?)?\s*")


_HYPHEN = re.compile(rf"(?<=[{LOWER}])[-‐]\s*\n\s*(?=[{LOWER}])")
_FILLER = "\u00b7"


def _filled(hyphen: re.Match[str]) -> str:
    """A word that a line break has cut is made whole; as many characters stand where the break was."""
    return _FILLER * len(hyphen[0])


def _narrative(text: str, bracketed: Bracketed, inner: str, index: WorksIndex) -> FoundCitation | None:
    """``Gideon Rose (158)``, ``Smith and Jones (2010, p. 3)``: the author stands before the brackets."""
    if not _NO_NAME.match(inner) or _YEAR_RANGE.fullmatch(inner):
        return None
    items = [item for start, end in split_segments(inner) for item in read_items(inner[start:end])]
    if not items or any(item.head or item.title or item.rest for item in items):
        return None
    by_date = all(item.date is not None for item in items)
    if not by_date and not (len(items) == 1 and items[0].locator and _BARE.fullmatch(inner)):
        return None
    before = _HYPHEN.sub(_filled, text[max(0, bracketed.start - _LOOK_BACK) : bracketed.start])
    named = _names_before(before, items[0], index)
    if named is None:
        return None if not by_date else _unlisted_narrative(before, bracketed, items)
    names, works, length = named
    resolved = []
    for item in items:
        wanted = Wanted(names, None, item.date, item.suffix)
        chosen = index.choose(works, wanted) or index.by_print(wanted)
        resolved.append(ResolvedItem(replace(item, head=names), tuple(chosen), True))
    start = bracketed.start - length
    return FoundCitation(Span(start, bracketed.end), tuple(resolved), True, "date" if by_date else "page")


def _names_before(before: str, item: CitedItem, index: WorksIndex) -> tuple[str, list[Work], int] | None:
    """Return the words before the brackets that name a listed author, the works they may mean, their length.

    The longest run of words is taken whose author has a work of this date, else the longest that names one.
    """
    match = _NAMES_BEFORE.search(before)
    if not match:
        return _uncased_name_before(before, item, index)
    words = [word.start() for word in re.finditer(r"\S+", match[0])]
    second: tuple[str, list[Work], int] | None = None
    for place, start in enumerate(words):
        names = re.sub(r"['’]s?$", "", match[0][start:].strip()).strip(",").replace(_FILLER, "")
        wanted = Wanted(names, None, item.date, item.suffix)
        works = index.by_author(names)
        dated = index.choose(works, wanted) or index.by_print(wanted)
        if not works and not dated:
            continue
        given = _given_names(match[0], words[:place], dated or works)
        found = names, dated or works, len(match[0]) - words[place - given]
        if dated:
            return found
        second = second or found
    return second


_UNCASED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]{1,8}\s?$")


def _uncased_name_before(before: str, item: CitedItem, index: WorksIndex) -> tuple[str, list[Work], int] | None:
    """In Chinese, Japanese and Korean no blank parts a name from the words before it."""
    match = _UNCASED.search(before)
    for start in range(len(match[0]) if match else 0):
        names = match[0][start:].strip() if match else ""
        if dated := index.choose(index.by_author(names), Wanted(names, None, item.date, item.suffix)):
            return names, dated, len(match[0]) - start if match else 0
    return None


def _given_names(text: str, words: Sequence[int], works: Sequence[Work]) -> int:
    """How many words before a family name are given names of its bearer: ``Gideon`` where the list has ``G.``."""
    initials = {name.given[0] for work in works for name in work.reference.author[:1] if name.given}
    for count in (2, 1):
        if len(words) >= count and text[words[-count]] in initials:
            before = text[words[-count] :].split()[:count]
            if not any(word.endswith((",", ";")) for word in before):
                return count
    return 0


_PART_OF_A_NAME = re.compile(
    rf"(?:[{UPPER}][\w'’-]*|(?i:\b(?:the|a|an|this|that|of|der|die|das|des|le|la|les|du|il|el|del)))\s+$"
)


_OPENERS = frozenset(
    "As In For But And When While Since See With To After Following Although Though Because If Like Unlike "
    "Wie Bei Nach Comme Selon Pour Come Secondo Para Según Como Segundo".split()
)


def _unlisted_narrative(before: str, bracketed: Bracketed, items: Sequence[CitedItem]) -> FoundCitation | None:
    match = _NAMES_BEFORE.search(before)
    if not match:
        return None
    joined = re.search(
        rf"(?:(?:{_NAME},\s+)*{_NAME},?\s+(?:and|&|und|et)\s+)?{_NAME}(?:\s+et\s+al\.?)?\s*$", match[0]
    )
    printed = joined[0] if joined else match[0]
    names = re.sub(r"['’]s?$", "", printed.strip()).replace(_FILLER, "")
    if not looks_like_names(names) or re.search(r"\d", names):
        return None
    standing_before = _PART_OF_A_NAME.search(before[: len(before) - len(printed)])
    if standing_before and not has_several_names(names) and standing_before[0].strip() not in _OPENERS:
        return None
    resolved = tuple(ResolvedItem(replace(item, head=names), (), False) for item in items)
    return FoundCitation(Span(bracketed.start - len(printed), bracketed.end), resolved, False, "date")
