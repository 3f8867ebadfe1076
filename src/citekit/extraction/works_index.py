"""The works a paper lists, found by the ways in which a text names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import product

from citekit.extraction.folding import fold, fold_names
from citekit.model import Date, Name, Reference

_EXACT, _FIRST_ONLY = 2, 1
_LEAD = 300
_SHORT_WORD = 3
_FIRST_AUTHOR = 4  # words of an entry among which its first author's family name stands


@dataclass(frozen=True)
class Work:
    """A listed work; ``label`` is the number or label of its entry, ``printed`` the entry."""

    reference: Reference
    label: str | None = None
    printed: str = ""
    same_author_as: Work | None = None
    """The work listed before, where the print leaves the author out or puts a dash."""

    @cached_property
    def lead(self) -> list[str]:
        """The words printed before the year or the title, which name the authors."""
        lead = re.split(r"[“\"„«*]|\(?(?:1[4-9]|20)\d\d", self.printed[:_LEAD], maxsplit=1)[0]
        words = fold_names(lead).split()
        return words if words or self.same_author_as is None else self.same_author_as.lead


@dataclass(frozen=True)
class Wanted:
    """What a citation says of the work it means."""

    names: str = ""
    title: str | None = None
    date: Date | None = None
    suffix: str | None = None


@dataclass
class WorksIndex:
    """Works by author's name as cited, and by label."""

    works: Sequence[Work]
    _by_author: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _by_word: dict[str, list[Work]] = field(default_factory=lambda: defaultdict(list))
    _by_label: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, work in enumerate(self.works):
            for rank, name in _forms(work):
                known = self._by_author[name].get(number, 0)
                self._by_author[name][number] = max(known, rank)
            for word in dict.fromkeys(work.lead[:_FIRST_AUTHOR]):
                self._by_word[word].append(work)
            if work.label:
                self._by_label[label_key(work.label)].append(number)

    @property
    def numbered(self) -> bool:
        """Most entries are labelled with a number."""
        return sum(key.isdigit() for key in self._by_label) > len(self.works) / 2

    def labelled(self, label: str) -> list[Work]:
        """Return the works whose entry bears ``label``."""
        return [self.works[number] for number in self._by_label.get(label_key(label), ())]

    def by_author(self, names: str) -> list[Work]:
        """Return the works whose authors are named by ``names``: those it names completely, if there are any."""
        found = self._by_author.get(fold_names(names), {})
        best = max(found.values(), default=0)
        return [self.works[number] for number, rank in found.items() if rank == best]

    def by_opening(self, text: str) -> tuple[list[Work], str]:
        """Return the works whose author opens ``text``, which goes on after a comma, and what follows it."""
        for cut in sorted((match.start() for match in re.finditer(r"[,:]\s", text)), reverse=True):
            if works := self.by_author(text[:cut]):
                return works, text[cut + 1 :].strip()
        return [], ""

    def choose(self, works: Sequence[Work], wanted: Wanted) -> list[Work]:
        """Narrow ``works`` by title and date as far as the citation names them."""
        chosen = list(works)
        if wanted.title is not None:
            chosen = _of_title(chosen, wanted.title)
        if wanted.date is not None and (wanted.date.parts or wanted.date.literal):
            chosen = _of_date(chosen, wanted.date, wanted.suffix)
        if len(chosen) > 1:
            words = _name_words(wanted.names)
            chosen = [work for work in chosen if words <= set(work.lead)] or chosen
        return chosen

    def by_print(self, wanted: Wanted) -> list[Work]:
        """Return the works whose entry begins with these names and has this year, however its fields were read."""
        words = _name_words(wanted.names)
        if not words or wanted.title is not None or wanted.date is None or wanted.date.year is None:
            return []
        first = fold_names(wanted.names).split()[0]
        year = str(wanted.date.year)
        return [
            work
            for work in self._by_word.get(first, ())
            if words <= set(work.lead) and re.search(rf"(?<!\d){year}{wanted.suffix or ''}(?!\d)", work.printed)
        ]

    def by_title(self, title: str) -> list[Work]:
        """Return the works with this title, or with one of which it is a short form of some words."""
        wanted = fold(title)
        if len(wanted) <= _SHORT_WORD:
            return []
        works = _of_title(self.works, title)
        if " " in wanted:
            return works
        return [
            work
            for work in works
            if wanted in (fold(work.reference.title or ""), fold(work.reference.title_short or ""))
        ]


def _name_words(names: str) -> set[str]:
    return {word for word in fold_names(names).split() if word not in ("and", "etal")}


def label_key(label: str) -> str:
    """``[BAD10]``, ``12.`` and ``(12)`` without what stands around them."""
    return re.sub(r"[\s\[\]().:]+", "", label).lower()


def _forms(work: Work) -> Iterator[tuple[int, str]]:
    """The ways in which a text may name the work's author, each with how completely it does so."""
    reference = work.reference
    names = reference.author or reference.editor or reference.translator
    if names:
        yield from _forms_of_names(names)
    elif reference.title:
        yield _EXACT, fold_names(reference.title)
    lead = re.match(r"[^.,:(“\"*\[\]]{2,80}", work.printed)
    if lead:
        yield _FIRST_ONLY, fold_names(lead[0])


def _forms_of_names(names: Sequence[Name]) -> Iterator[tuple[int, str]]:
    each = [list(dict.fromkeys(_forms_of_name(name))) for name in names[:6]]
    if len(names) == 1:
        for form in each[0]:
            yield _EXACT, form
        return
    for form in each[0]:
        yield _FIRST_ONLY, form
        yield _EXACT if len(names) > 2 else _FIRST_ONLY, f"{form} etal"
    families = [forms[0] for forms in each]
    if len(names) > 2:
        yield _EXACT, f"{families[0]} {families[1]} etal"
    if len(names) <= 6:
        for index in range(2):
            chosen = [forms[min(index, len(forms) - 1)] for forms in each]
            yield _EXACT, f"{' '.join(chosen[:-1])} and {chosen[-1]}"
            yield _EXACT, " ".join(chosen)
    if len(names) == 2:
        for first, second in product(each[0], each[1]):
            yield _EXACT, f"{first} and {second}"


def _forms_of_name(name: Name) -> Iterator[str]:
    if name.literal:
        yield fold_names(name.literal)
        words = [word for word in re.findall(r"\w+", name.literal) if word[0].isupper()]
        if len(words) >= 3:
            yield "".join(word[0] for word in words).lower()
        if bracketed := re.search(r"[\[(]([^\W\d_]{2,10})[\])]", name.literal):
            yield fold_names(bracketed[1])
            yield fold_names(name.literal[: bracketed.start()])
        return
    bare = name.family or name.given or ""
    families = [bare]
    if particle := " ".join(p for p in (name.dropping_particle, name.non_dropping_particle) if p):
        families.insert(0, f"{particle} {bare}")
    for family in families:
        yield fold_names(family)
        if name.given and name.family:
            initials = " ".join(word[0] for word in re.findall(r"\w+", name.given))
            for given in (name.given, initials, name.given.split()[0]):
                yield fold_names(f"{given} {family}")
                yield fold_names(f"{family} {given}")


def _of_title(works: Sequence[Work], title: str) -> list[Work]:
    wanted = fold(title)
    if not wanted:
        return list(works)
    ranked = [(_title_rank(work, wanted), work) for work in works]
    best = max((rank for rank, _ in ranked), default=0)
    return [work for rank, work in ranked if rank == best > 0]


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


_NEARLY = 0.92


def _title_rank(work: Work, wanted: str) -> int:
    """3 the same title, 2 a short form of it, 1 nearly the same; a longer title is another work."""
    titles = [work.reference.title, work.reference.title_short, work.reference.translated_title]
    folded = [fold(title) for title in titles if title]
    if any(title == wanted for title in folded):
        return 3
    if any(f" {title} ".startswith(f" {wanted} ") for title in folded):
        return 2
    stripped = re.compile(r"^(?:the|a|an|der|die|das|le|la|les|il|lo|el|los|las) ")
    if any(f" {stripped.sub('', title)} ".startswith(f" {stripped.sub('', wanted)} ") for title in folded):
        return 2
    if len(wanted) > 12 and any(
        abs(len(title) - len(wanted)) < 0.1 * len(wanted)
        and SequenceMatcher(None, title, wanted, autojunk=False).ratio() > _NEARLY
        for title in folded
    ):
        return 1
    return 0


def _of_date(works: Sequence[Work], date: Date, suffix: str | None) -> list[Work]:
    if not date.parts:
        undated = [work for work in works if work.reference.issued is None or not work.reference.issued.parts]
        said = fold(date.literal or "")
        return [work for work in undated if said and f" {said} " in f" {fold(work.printed)} "] or undated
    first = date.parts[0]
    chosen = [work for work in works if _agrees(work.reference, first)]
    if suffix:
        lettered = [work for work in chosen if work.reference.year_suffix == suffix]
        if lettered or any(work.reference.year_suffix for work in chosen):
            return lettered
        place = ord(suffix) - ord("a")
        return chosen[place : place + 1]
    plain = [work for work in chosen if not work.reference.year_suffix]
    return plain or chosen


def _agrees(reference: Reference, wanted: tuple[int, ...]) -> bool:
    for date in (reference.issued, reference.original_date):
        if date is None or not date.parts:
            continue
        begin = date.parts[0]
        length = min(len(begin), len(wanted))
        if begin[:length] == wanted[:length]:
            return True
        if len(wanted) == 1 and len(date.parts) > 1 and begin[0] <= wanted[0] <= date.parts[1][0]:
            return True
    return False
