"""Who made a work whose title no mark sets off: the names at the front, and where the title behind them begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.fields import Labelled
from citekit.parse.grammars.vocabulary import are_places
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation, is_title_case, opens_organisation
from citekit.parse.names.persons import is_given
from citekit.parse.tables import fold, periodicals

_WORD = r"(?:[A-ZÀ-ÞŁŚŻŠČ]|[dDlLO][’'][A-ZÀ-Þ])[^\W\d_]*(?:[-’'][^\W\d_]+)*"
_INITIALS = r"(?:[A-ZÀ-ÞŁŚŻŠČ][a-z]?\.[\s-]?){1,4}"
_PARTICLES = (
    r"(?:(?:van|von|vom|zu|zur|de|del|della|dei|da|dos|di|du|des|der|den|ter|ten|la|le|y|"
    r"v\.|d\.|Van|Von|De|Del|Della|Dalla|Da|Di|Du|Des|Le|La)\s)*"
)
_TITLES = r"(?:(?:Dr|Prof|Hon)\.\s)*"
_PERSON = re.compile(rf"{_TITLES}(?:{_INITIALS}|(?:{_WORD}\s){{1,2}}(?:[A-Z]\.\s)*)\s?{_PARTICLES}{_WORD}")
_INVERTED = re.compile(
    rf"{_PARTICLES}{_WORD},\s(?:{_INITIALS}(?:\s?(?P<second>{_WORD}))?|{_WORD}(?:\s{_WORD})?(?:\s[A-Z]\.)?)"
)
_SURNAME_FIRST = re.compile(rf"{_PARTICLES}{_WORD}\s(?:[A-ZÀ-Þ]\.\s?){{1,3}}")
"""Italian indexes print "Sanudo M.", "Romanin S."."""
_SURNAME = re.compile(rf"{_PARTICLES}{_WORD}")
_GIVEN = re.compile(rf"{_INITIALS}|{_WORD}(?:\s(?:{_WORD}|[A-Z]\.))?")
_JOINT = re.compile(r"\s?/\s?|\s[–-]\s|;\s|,?\s(?:und|u\.|and|et|e|y|en|i|&)\s")
_ROLE = re.compile(
    r",?\s?[(\[](?:Hg|Hrsg|Hgg|eds?|Eds?|éds?|dirs?|coords?|comps?|red|a cura di|a c\. di|cur)\.?[)\]]"
    r"(?P<stop>[,:.]?\s)"
    r"|,?\s(?:Hg\.|Hrsg\.|eds?\.|a cura di|dir\.|coord\.)(?P<bare>[,:]\s)"
)
_SAME = re.compile(
    r"(?P<name>[Dd]ers|[Dd]ies|[Ii]d|[Ii]dem|[Ee]ad|[Ee]adem)\.?"
    r"(?P<role>\s\((?:Hg|Hrsg|eds?|dirs?|a cura di|éds?)\.?\))?[,:]\s+(?=[A-ZÀ-Þ])"
)
"""The author of the work cited before (see ``short_forms``)."""
_BODY = re.compile(
    r"[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+){0,3}\s(?:für|zur|der|des|of|for|per|di|de)(?:\s(?:[A-ZÀ-Þ]?[\w-]+)){1,7}"
)
"""An association or office before "(Hrsg.)": "Vereinigung für Rechtssoziologie"."""
_ROLE_AT_END = re.compile(r",?\s?\((?:Hg|Hrsg|Hgg|eds?|Eds?|éds?|dirs?|coords?|a cura di|cur)\.?\)$")
_ROLE_BEHIND_TITLE = re.compile(
    r"[,.]\s(?:a cura di|hg\. v(?:on|\.)|hrsg\. v(?:on|\.)|herausgegeben von|ed(?:ited|\.) by|"
    r"sous la dir(?:ection|\.) de)\s"
)
_AND_OTHERS = re.compile(r"\s(?:et\sal\.?|u\.\s?a\.|and\sothers)$")
_LAST_OF_LIST = re.compile(r"^(?:and|und|et|e|y|&)\s(?=[A-ZÀ-Þ])")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.(:]\s")
_SEPARATOR = re.compile(r"[,:]\s+")
_ARTICLES = frozenset(
    "der die das ein eine zur zum the a an il lo la i gli le l' un una le les une el los las de het een".split()
)
_LONGEST = 200


class Front(NamedTuple):
    """Names (``author`` or ``editor``) in ``text[start:end]``; the title begins at ``title``."""

    field: str
    start: int
    end: int
    title: int


_DATED = re.compile(
    r"(?:,\s?|;\s|\s)(?:\[(?:1[5-9]|20)\d\d\]\s)?[(\[]?(?P<date>(?:1[5-9]|20)\d\d(?:/\d\d)?[a-z]?)[)\]]?\s?:\s+"
    r"(?=[„“«‚A-ZÀ-Þ\d])"
)


def read_dated(text: str, start: int = 0) -> tuple[Front, Labelled] | None:
    """Return the names and the year that open a citation, "Voigt, Rüdiger, 1983: Gegentendenzen", or None."""
    dated = _DATED.search(text, start, start + _LONGEST)
    if dated is None:
        return None
    names = text[start : dated.start()]
    role = _ROLE_AT_END.search(names)
    end = role.start() if role is not None else len(names)
    if not reads_as_names(_AND_OTHERS.sub("", names[:end])):
        return None
    front = Front("editor" if role is not None else "author", start, start + end, dated.end())
    return front, Labelled("date", *dated.span("date"))


def read_titled(text: str, start: int = 0) -> Front | None:
    """Return an empty front where the title comes first, its editors behind: "Venezia, a cura di G. Benzoni"."""
    role = _ROLE_BEHIND_TITLE.search(text, start)
    if role is None:
        return None
    opening = re.split(r"[,.:]\s", text[start : role.start()])[0]
    if (
        reads_as_names(opening)
        or len(opening.split()) < 2
        or not re.search(r"(?:^|\s)(?:[a-zà-ÿ]|[A-Z][a-z]{0,2}\s)", opening)
    ):
        return None
    return Front("", start, start, start)


def read_front(text: str, start: int = 0) -> Front | None:
    """Return the names that open a citation, where their form leaves no doubt; None elsewhere."""
    role = _ROLE.search(text, start, start + _LONGEST)
    if role is not None and _BODY.fullmatch(text, start, role.start()):
        return Front("editor", start, role.start(), role.end())
    if role is not None and reads_as_names(_AND_OTHERS.sub("", text[start : role.start()])):
        return Front("editor", start, role.start(), role.end())
    same = _SAME.match(text, start)
    if same is not None:
        return Front("editor" if same["role"] else "author", *same.span("name"), same.end())
    return _inverted(text, start) or _organisation(text, start) or _natural(text, start)


_GIVEN_NEXT = re.compile(
    rf"(?P<first>[A-ZÀ-Þ][\w’'-]*)(?:\s(?:[a-z]{{1,3}}|{_WORD}|[A-ZÀ-Þ]\.))*?(?P<stop>\.\s(?=[A-ZÀ-Þ])|,\s(?=[A-ZÀ-Þ][^,]*,)|\s\()?"
)
_SURNAMES = re.compile(
    rf"(?:{_INITIALS}\s?)?{_PARTICLES}{_WORD}(?:\s?/\s?{_WORD}){{0,3}}(?P<stop>,\s+)(?=[A-ZÀ-Þ„“])"
)


def read_surnames(text: str, start: int = 0) -> Front | None:
    """Return the surnames, without given names, that open a citation as German lawyers print it.

    Their form alone says little: the reading must be sure of all that follows.
    """
    match = _SURNAMES.match(text, start)
    if match is None:
        return None
    names = text[start : match.start("stop")]
    if fold(names) in periodicals() or are_places(names) or is_organisation(names):
        return None
    if any(not _may_name(word) for word in re.split(r"\s?/\s?", names)):
        return None
    given = _GIVEN_NEXT.match(text, match.end())
    if given is not None and (lexicon_class(given["first"].lower()) == "a" or given["stop"]):
        return None  # "Lynch, Kevin. The Image of the City", "Curti, Leopoldo, Memorie"
    return Front("author", start, match.start("stop"), match.end())


def _inverted(text: str, start: int) -> Front | None:
    """Read "Lenz, Paul: Title", "Schulz, Eva/Brandt, Otto: Title", "Lenz, P., Title", "Lenz, Paul, Title, …"."""
    colon = re.compile(r":\s+").search(text, start, start + _LONGEST)
    if colon is not None:
        parts = _JOINT.split(text[start : colon.start()])
        if all(_is_inverted(part) or is_person(part) for part in parts) and "," in parts[0]:
            return Front("author", start, colon.start(), colon.end())
    commas = list(_SEPARATOR.finditer(text, start, start + _LONGEST))[:3]
    if len(commas) < 2 or not _SURNAME.fullmatch(text, start, commas[0].start()):
        return None
    given = text[commas[0].end() : commas[1].start()]
    if not _GIVEN.fullmatch(given) or not _may_name(given.split()[0]):
        return None
    initials = re.fullmatch(_INITIALS, given + " ") is not None
    if _persons_follow(text, commas[1].end()):
        return None
    if not initials and (len(commas) < 3 or not _is_given_here(given.split()[0])):
        return None  # "Weber, Wirtschaft, Tübingen 1922"
    return Front("author", start, commas[1].start(), commas[1].end())


def _is_given_here(word: str) -> bool:
    return lexicon_class(word.lower()) == "a" or is_given(word)


def _is_inverted(text: str) -> bool:
    """Whether ``text`` is a person, family name first: "Lepsius, M. Rainer", not "Sutherland, I. Sketchpad"."""
    match = _INVERTED.fullmatch(text)
    return match is not None and (match["second"] is None or is_given(match["second"]))


def _persons_follow(text: str, position: int) -> bool:
    """Whether more persons stand there: "Paret, Peter, Gordon Alexander Craig, and Felix Gilbert. Makers"."""
    stop = _SENTENCE.search(text, position, position + _LONGEST)
    if stop is None:
        return False
    parts = [part for item in text[position : stop.start()].split(", ") for part in _JOINT.split(item) if part]
    parts[-1] = _LAST_OF_LIST.sub("", parts[-1])
    return len(parts) > 1 and all(is_person(part) for part in parts)


def _organisation(text: str, start: int) -> Front | None:
    stop = _SEPARATOR.search(text, start, start + _LONGEST)
    if stop is None:
        return None
    name = text[start : stop.start()]
    if not is_organisation(name) or not name[0].isupper() or name.isupper() or ". " in name:
        return None  # "MARZOCHI, Marcelo" looks like an acronym
    if not is_title_case(name) and not opens_organisation(name):
        return None
    return None if fold(name) in periodicals() else Front("author", start, stop.start(), stop.end())


def _natural(text: str, start: int) -> Front | None:
    """Read "Karl Maier, Title", "Karl Maier/Eva Schulz, Title", "Karl Maier, Eva Schulz und Otto Brandt, T"."""
    front = None
    position = start
    for stop in _SEPARATOR.finditer(text, start, start + _LONGEST):
        segment = _AND_OTHERS.sub("", text[position : stop.start()])
        listed = _LAST_OF_LIST.match(segment) or _LAST_OF_LIST.match(text[stop.end() : stop.end() + 6])
        segment = _LAST_OF_LIST.sub("", segment)
        parts = _JOINT.split(segment)
        if not all(is_person(part) for part in parts):
            break
        sure = len(parts) > 1 or re.match(_INITIALS, segment) or lexicon_class(segment.split()[0].lower()) == "a"
        sure = sure or listed is not None or _SURNAME_FIRST.fullmatch(segment) is not None
        if front is not None and (not sure or (stop[0][0] == ":" and len(parts) == 1)):
            break
        front = Front("author", start, stop.start(), stop.end())
        position = stop.end()
        if stop[0][0] == ":":
            break
    if front is None:
        return None
    following = _SEPARATOR.search(text, front.title)
    alone = text[front.title : following.start()] if following else ""
    same_form = re.match(_INITIALS, text[start:]) is None or all(
        re.match(_INITIALS, part) for part in _JOINT.split(alone)
    )
    if (
        following
        and same_form
        and all(is_person(part) for part in _JOINT.split(alone))
        and not _imprint_at(text, following.end())
    ):
        return None  # perhaps one more name
    opening = re.match(r"[^\W\d_]+", text[front.title :])
    two_words = text[front.start : front.end].count(" ") == 1 and not re.match(_INITIALS, text[front.start :])
    if opening and two_words and lexicon_class(opening[0].lower()) == "a":
        return None  # "García Márquez, Gabriel, Title": the surname has two words
    return front


def _imprint_at(text: str, position: int) -> bool:
    """Whether an edition, a volume, a known place or "in" begins at ``position``: before it stood the title."""
    if re.compile(r"in:?\s").match(text, position):
        return True
    words = re.compile(r"[^,:;()\d]*").match(text, position)
    return words is not None and (not words[0].strip() or are_places(words[0].strip(" .")))


def is_person(text: str) -> bool:
    """Tell whether ``text`` has the form of one person's name in natural order, initials or given names first."""
    if _SURNAME_FIRST.fullmatch(text):
        return _may_name(text.split()[0]) and not is_organisation(text)
    if not _PERSON.fullmatch(text) or len(text.split()) > 6:
        return False
    if re.match(_INITIALS, text):
        return True
    first = text.split()[0]
    if re.fullmatch(_PARTICLES, first + " "):
        return False  # "Di Michele, Andrea"
    return _may_name(first) and not is_organisation(text)


def _may_name(word: str) -> bool:
    """Whether the word may be a given name: no article, and not one that titles are made of."""
    return word.lower() not in _ARTICLES and lexicon_class(word.lower()) not in ("t", "c")
