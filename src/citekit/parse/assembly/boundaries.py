"""Where one field ends and the next begins: names and title, title and periodical, a work and its reprint.

A labeller decides word by word; what the whole record must look like moves a boundary, joins pieces and names them
anew.
"""

from __future__ import annotations

import re
from itertools import pairwise

from citekit.parse.fields import Labelled
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation
from citekit.parse.recognisers.dates import date_in
from citekit.parse.tables import fold, periodicals

_REPRINT = re.compile(
    r"\b(?:(?:as\s)?reprinted\s(?:in|as|from)|wieder\s?abgedruckt\sin|ristampato\sin|réimprimé\sdans|reimpreso\sen|"
    r"originally\spublished\s(?:in|as))\b",
    re.IGNORECASE,
)
_REPRINT_CUES = ("eprinted", "abgedruckt", "istampato", "éimprimé", "eimpreso", "riginally")
_OF_SERIES = re.compile(r"of\s(?=(?:the\s)?[A-ZÀ-Þ])")
_ROLE_AROUND = re.compile(
    r"\b(?:eds?|edit\w*|hrsg|hgg?|herausg\w*|éds?|dirs?|direction|coords?|comps?|orgs?|cura|cur|red|sous|in|dans|"
    r"sel|trans\w*|by|von|par|di)\b",
    re.IGNORECASE,
)
_WORD_AFTER_INITIAL = re.compile(
    r"(?<=\w),\s(?:[A-ZÀ-Þ]\.[\s-]?)*[A-ZÀ-Þ]\.(?P<end>)\s(?P<word>[A-ZÀ-Þ][\w+*#’'-]{2,})$"
)
_INVERTED = re.compile(r"[^\W\d_][\w’'-]+(?:\s[\w’'-]+)?,\s[A-ZÀ-Þ]\.")
_WORD_AFTER_COMMA = re.compile(r"(?P<end>),\s(?P<word>[A-Z][A-Z0-9-]{2,})$")
_LOWER = re.compile(
    r"(?:^|\s)(?!(?:van|von|de|der|den|del|della|di|da|do|dos|das|du|la|le|el|al|et|and|und|y|e|i|zu|zur|ter|ten|"
    r"af|av|bin|ibn|of|the|for|with|eds?|others)\b)[a-zà-ÿ]{3,}"
)
_SENTENCE = re.compile(r"(?P<last>[^\W\d_]{4,}|[IVX]{1,4}|\d{1,4}|[)\]])[.?!]\s+(?=[^\W\d_a-zà-ÿ])")
_OPENS_PERIODICAL = re.compile(r"(?:The\s)?(?:Proc|Journal|Transactions|Annal|Bulletin|Archiv|Zeitschrift|Revue)")
_PART = re.compile(r"(?:(?:Part|Teil|Parte|Partie)\s+)?[IVX\d]{1,4}\b[.:]?")
_ABBREVIATED = re.compile(r"(?:^|\s)[A-ZÀ-Þ][a-zà-ÿ]{0,9}\.\s(?!.*\b(?:and|of|the|for|in|und|der|et|de|la)\b)")


def before_joining(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Mend what can be told while a field is still in pieces."""
    for step in (_without_reprint, _of_series, _cut_editors, _units, _inside_title):
        fields = step(text, fields)
    return fields


def bounded(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Mend what can be told of whole fields."""
    for step in (_first_word, _no_editors, _title_at_front, _title_in_container, _container_in_title, _subtitle):
        fields = step(text, fields)
    return fields


def _has(fields: list[Labelled], *names: str) -> bool:
    return any(one.field in names for one in fields)


def _first(fields: list[Labelled], name: str) -> Labelled | None:
    return min((one for one in fields if one.field == name), key=lambda one: one.start, default=None)


def _without_reprint(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Leave the place of a reprint to a note, where the work's own container or imprint is named before."""
    match = _REPRINT.search(text) if any(word in text for word in _REPRINT_CUES) else None
    if match is None:
        return fields
    before = [one for one in fields if one.end <= match.start() + 1]
    if not _has(before, "title") or not _has(before, "container", "publisher", "place"):
        return fields
    kept = [one for one in fields if one.start < match.start() or one.field in ("url", "doi", "accessed")]
    end = min((one.start for one in kept if one.start > match.start()), default=len(text))
    return [*kept, Labelled("note", match.start(), end)]


def _of_series(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Read "volume 402 of Lecture Notes in Control": what follows "of" is the series."""
    if _has(fields, "series"):
        return [
            one._replace(start=match.end())
            if one.field == "series" and (match := _OF_SERIES.match(text, one.start))
            else one
            for one in fields
        ]
    ordered = sorted(fields, key=lambda one: one.start)
    for before, one in pairwise(ordered):
        if one.field not in ("container", "title") or before.field not in ("volume", "issue"):
            continue
        inside = _OF_SERIES.match(text, one.start)
        outside = re.fullmatch(r"[,\s]*of\s(?:the\s)?", text[before.end : one.start])
        if inside or outside:
            start = inside.end() if inside else one.start
            others = any(other.field == "container" and other is not one for other in fields)
            name = "series" if others else one.field  # "Vol. 4 of Gesammelte Dichtungen"
            return [Labelled(name, start, one.end) if other is one else other for other in fields]
    return fields


def _cut_editors(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Join editors the first of whom was taken for a title: "F. Meyer auf der Heide | and B. Monien, Eds."."""
    ordered = sorted(fields, key=lambda one: one.start)
    for one, editor in pairwise(ordered):
        if editor.field != "editor" or one.field not in ("title", "container") or one.start < 20:
            continue
        joint = re.fullmatch(r",?\s(?:and|und|et|e|y|&)\s|\s?&\s?", text[one.end : editor.start])
        if joint and reads_as_names(text[one.start : one.end]) and not is_organisation(text[one.start : one.end]):
            whole = editor._replace(start=one.start)
            return [whole if other is editor else other for other in fields if other is not one]
    return fields


def _units(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Give a body its unit: "American Bar Association, | Commission on Women. (2016) A Title"."""
    titles = sorted((one for one in fields if one.field == "title"), key=lambda one: one.start)
    authors = [one for one in fields if one.field in ("author", "institution")]
    if len(titles) < 2 or len(authors) != 1:
        return fields
    author, unit = authors[0], titles[0]
    dated = any(one.field == "date" and unit.end <= one.start < titles[1].start for one in fields)
    between = text[author.end : unit.start]
    if not dated or author.start > 3 or not re.fullmatch(r"[,.]\s", between):
        return fields
    if not is_organisation(text[author.start : unit.end]) or unit.end - unit.start > 120:
        return fields
    whole = author._replace(end=unit.end)
    return [whole if one is author else one for one in fields if one is not unit]


def _inside_title(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Give an article's title the place and the years it ends in: "tularemia, United States, 1964–2004"."""
    if not _has(fields, "container") or not _has(fields, "volume") or _has(fields, "publisher", "editor"):
        return fields
    dates = [one for one in fields if one.field == "date"]
    ordered = sorted(fields, key=lambda one: one.start)
    for index, title in enumerate(ordered):
        if title.field != "title":
            continue
        end = title.end
        taken = []
        for one in ordered[index + 1 :]:
            between = text[end : one.start]
            is_date = one.field == "date" and any(
                other is not one and other not in taken and _year(text, other) for other in dates
            )
            if not (one.field == "place" or is_date) or not re.fullmatch(r",?\s(?:in\s|from\s)?", between):
                break
            taken.append(one)
            end = one.end
        follows = ordered[index + 1 + len(taken) : index + 2 + len(taken)]
        if not taken or not follows or follows[0].field not in ("container", "title"):
            continue
        if not re.fullmatch(
            r"[\s.,?!()\[\]a-z:]*[.,?!]\s(?:in:?\s)?", text[end : follows[0].start], re.IGNORECASE
        ):
            continue
        if not re.search(r"[.?!)]", text[end : follows[0].start]) and taken[-1].field == "date":
            continue
        whole = title._replace(end=end)
        return [whole if one is title else one for one in fields if one not in taken]
    return fields


def _year(text: str, one: Labelled) -> bool:
    found = date_in(text[one.start : one.end])
    return found is not None and found.date.year is not None


def _first_word(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Give a title its first word: "Sutherland, I. Sketchpad | : A System", "O'Neil, P. Robert | Drew"."""
    author, title = _first(fields, "author"), _first(fields, "title")
    if author is None or title is None or text[author.end : title.start].strip() not in (":", ""):
        return fields
    printed = text[author.start : author.end]
    match = _WORD_AFTER_INITIAL.search(printed) or _WORD_AFTER_COMMA.search(printed)
    if match is None or (match.re is _WORD_AFTER_INITIAL and not _INVERTED.match(printed)):
        return fields
    names = author._replace(end=author.start + match.start("end"))
    whole = title._replace(start=author.start + match.start("word"))
    return [names if one is author else whole if one is title else one for one in fields]


def _no_editors(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Names at the front that no word calls editors are authors."""
    if _has(fields, "author"):
        return fields
    editor = _first(fields, "editor")
    if editor is None or editor.start > 8 or not _has(fields, "title"):
        return fields
    behind = text[max(editor.end - 6, editor.start) : editor.end + 14]
    if (
        _ROLE_AROUND.search(behind)
        or _ROLE_AROUND.search(text[editor.start : editor.end])
        or text[: editor.start].strip()
    ):
        return fields
    return [one._replace(field="author") if one is editor else one for one in fields]


def _title_at_front(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Words in lower case are no name: what was taken for one is the title where nothing else is."""
    author = _first(fields, "author")
    if author is None or _has(fields, "title", "editor") or author.start > 8:
        return fields
    printed = text[author.start : author.end]
    if (
        re.search(r",|\b[A-ZÀ-Þ]\s?\.", printed)
        or not _LOWER.search(printed)
        or is_organisation(printed)
        or reads_as_names(printed)
    ):
        return fields
    return [one._replace(field="title") if one is author else one for one in fields]


def _title_in_container(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part "The Alişar Regional Project 1994. Anatolica 21", read as one name of a periodical."""
    container = _first(fields, "container")
    if (
        container is None
        or _has(fields, "title")
        or not _has(fields, "volume", "pages")
        or not _has(fields, "author")
    ):
        return fields
    cut = _last_sentence(text, container) if not _OPENS_PERIODICAL.match(text, container.start) else None
    if cut is None or len(text[container.start : cut.end("last")].split()) < 4:
        return fields
    title = Labelled("title", container.start, cut.end("last"))
    rest = container._replace(start=cut.end())
    return [title, *(rest if one is container else one for one in fields)]


def _container_in_title(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part "ubiquity for humanity. info, 9(1)" and "in Tanzania. PLOS ONE 8", read as one title."""
    title = _first(fields, "title")
    number = _first(fields, "volume") or _first(fields, "issue")
    if title is None or number is None or _has(fields, "container", "publisher", "place", "genre", "series"):
        return fields
    if not 0 <= number.start - title.end <= 8 or not _has(fields, "author"):
        return fields
    stops = list(re.compile(r"[.?!]\s+(?=\S)|,\s(?=[A-ZÀ-Þ])").finditer(text, title.start + 8, title.end))
    for stop in reversed(stops):
        tail = text[stop.end() : title.end].strip(" .,")
        sentence = "," not in stop[0]
        word = re.search(r"[^\W\d_]*$", text[title.start : stop.start()])
        if sentence and stop[0][0] == "." and word is not None and _is_abbreviation(word[0]):
            break
        if fold(tail) in periodicals() or (sentence and 1 <= len(tail.split()) <= 7 and not _PART.fullmatch(tail)):
            whole = title._replace(end=stop.start() + (stop[0][0] in "?!"))
            return [
                *(whole if one is title else one for one in fields),
                Labelled("container", stop.end(), title.end),
            ]
        if sentence:
            break
    return fields


def _subtitle(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Give a title its last sentence, taken for the periodical's first: "A systematic review. J. Clin. Med."."""
    title, container = _first(fields, "title"), _first(fields, "container")
    if (
        title is None
        or container is None
        or not _has(fields, "volume", "pages")
        or _has(fields, "publisher", "editor")
    ):
        return fields
    if not re.fullmatch(r"[.?!,’”\"]{0,3}\s", text[title.end : container.start]):
        return fields
    cut = _last_sentence(text, container)
    if cut is None:
        return fields
    head = text[container.start : cut.end("last")]
    listed = "," in head and text[title.end : container.start] == ", "  # "talus slopes, Valais, Swiss Alps."
    prose = (
        listed
        or re.search(r"\s(?:and|of|the|for|in|a|an|und|der|die|et|de|la|to|on|with|from)\s", head)
        or _PART.match(head)
    )
    if not prose or fold(head.strip(" .")) in periodicals():
        return fields
    whole = title._replace(end=cut.end("last"))
    rest = container._replace(start=cut.end())
    return [whole if one is title else rest if one is container else one for one in fields]


def _is_abbreviation(word: str) -> bool:
    """Whether a word before a full stop may be cut short: "Nat. Med.", "sec. XVI"."""
    return (word[:1].isupper() and len(word) < 6) or 0 < len(word) < 4


def _last_sentence(text: str, one: Labelled) -> re.Match[str] | None:
    """Return the last end of a sentence within a field, no abbreviation's, with a name behind it."""
    last = None
    for match in _SENTENCE.finditer(text, one.start, one.end):
        word = match["last"]
        if _is_abbreviation(word) and not word.isupper():
            continue
        if last is None or word[:1].islower() or not last["last"][:1].islower():
            last = match  # "meta-analysis. J. Clin. Endocrinol. Metab." ends at the word in lower case
    if last is None or one.end - last.end() < 3 or _ABBREVIATED.search(text[one.start : last.start("last")]):
        return None
    return last
