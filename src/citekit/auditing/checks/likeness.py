"""One work printed in two ways, and two works printed alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citekit.auditing.subject import Cite, Subject
from citekit.auditing.wording import balanced, folded, is_short_title, plain_marks, quoted, same_words
from citekit.auditing.works import address, family, names_of, pairs, same_work
from citekit.model import CitationForm, Date, Finding, Reference, Severity

_TITLE_IN_TEXT = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|\*([^*]+)\*")


def cited_under_another_title(subject: Subject) -> Iterator[Finding]:
    """A citation whose title is not the one that the work is listed (or first cited) under, nor its beginning."""
    for cite in subject.cites:
        work = subject.by_key.get(cite.key or "")
        title = _cited_title(cite, subject)
        if work is None or not work.title or title is None:
            continue
        known = [value for value in (work.title, work.title_short, work.translated_title) if value]
        if any(same_words(title, one) or is_short_title(title, one) for one in known):
            continue
        yield subject.finding(
            "work-printed-two-ways",
            f"cited as {quoted(title)}, but its title is printed {quoted(work.title)}",
            span=cite.span,
            hint="print the title as the work has it in both places"
            if balanced(title)
            else "a bracket is opened and not closed, or the other way round",
        ).model_copy(update={"key": work.id})


def _cited_title(cite: Cite, subject: Subject) -> str | None:
    if cite.in_note is not None:
        return cite.in_note.reference.title if cite.in_note.form is CitationForm.SHORT else None
    assert cite.in_text is not None
    if len(cite.in_text.items) != 1:
        return None
    titles = [next(filter(None, match.groups())) for match in _TITLE_IN_TEXT.finditer(cite.text)]
    return titles[0].strip(" .,;") if len(titles) == 1 else None


_COMPARED = {
    "title": "title", "container_title": "periodical or website", "publisher": "publisher", "issued": "date",
    "volume": "volume", "issue": "issue", "page": "pages", "edition": "edition",
}  # fmt: skip


def records_differ(subject: Subject) -> Iterator[Finding]:
    """One work printed in full in two places, with a field that differs."""
    for one, other in _pairs(subject):
        if not same_work(one, other):
            continue
        for attribute, what in _COMPARED.items():
            left, right = getattr(one, attribute), getattr(other, attribute)
            if left is None or right is None or _agree(left, right):
                continue
            yield subject.finding(
                "work-printed-two-ways",
                f"the {what} is {quoted(_shown(subject, other, attribute))} here and "
                f"{quoted(_shown(subject, one, attribute))} in {one.id}, which is the same work",
                about=other,
                field=attribute,
                hint="one of the two is wrong, or the print should say the same in both places",
            )


def _pairs(subject: Subject) -> Sequence[tuple[Reference, Reference]]:
    """Records that may be one work: titles that begin alike, or the same page of the web."""
    references = subject.paper.references
    found = {(one.id, other.id): (one, other) for one, other in pairs(references)}
    by_url: dict[str, Reference] = {}
    for reference in references:
        if reference.url:
            before = by_url.setdefault(address(reference.url), reference)
            if before is not reference and _same_page_same_work(before, reference):
                found[before.id, reference.id] = (before, reference)
    return list(found.values())


def _same_page_same_work(one: Reference, other: Reference) -> bool:
    return folded(one.title or "") == folded(other.title or "")


def _agree(left: object, right: object) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return same_words(left, right) or is_short_title(left, right) or is_short_title(right, left)
    return left == right or _coarser(left, right)


def _coarser(left: object, right: object) -> bool:
    """Tell whether one date is the other, said less precisely; dates in words and ranges are not compared."""
    if not isinstance(left, Date) or not isinstance(right, Date):
        return False
    if len(left.parts) != 1 or len(right.parts) != 1:
        return True
    shared = min(len(left.parts[0]), len(right.parts[0]))
    return left.parts[0][:shared] == right.parts[0][:shared]


def _shown(subject: Subject, reference: Reference, attribute: str) -> str:
    span = subject.place(reference, attribute)
    return subject.paper.source.at(span) if span else str(getattr(reference, attribute))


def one_page_two_works(subject: Subject) -> Iterator[Finding]:
    """Two works under one web address; three or more show that the address is an index."""
    by_url: dict[str, list[Reference]] = {}
    for reference in subject.paper.references:
        if reference.url and reference.type != "chapter":
            by_url.setdefault(_whole(reference.url), []).append(reference)
    for group in by_url.values():
        if len(group) != 2 or _same_page_same_work(*group) or same_work(*group):
            continue
        before, reference = group
        yield subject.finding(
            "same-address",
            f"{quoted(reference.url or '')} is the address of {before.id} too, which is another work",
            about=reference,
            field="url",
            hint="one of the two addresses was pasted in the wrong place",
        )


def _whole(url: str) -> str:
    fragment = url.partition("#")[2]
    return address(url) + (f"#{fragment}" if fragment else "")


def works_printed_alike(subject: Subject) -> Iterator[Finding]:
    """Two entries of the list that a citation cannot tell apart, and one work that is listed twice."""
    for one, other in pairs(subject.listed):
        if not _alike(one, other):
            continue
        if _differs_beyond(one, other):
            yield subject.finding(
                "works-printed-alike",
                f"{quoted(subject.printed(other))} has author, title and date of {one.id} and is another work",
                about=other,
                hint="tell them apart in print: a fuller date, or a letter after the year",
            )
        else:
            yield subject.finding(
                "listed-twice",
                f"{quoted(subject.printed(other))} is listed before, as {one.id}",
                about=other,
                hint="keep one of the two entries",
            )


def _alike(one: Reference, other: Reference) -> bool:
    if folded(one.title or "") != folded(other.title or "") or one.year_suffix != other.year_suffix:
        return False
    names = [[folded(family(name)) for name in names_of(reference)] for reference in (one, other)]
    dates = [date.parts if date else () for date in (one.issued, other.issued)]
    return names[0] == names[1] and dates[0] == dates[1]


def _differs_beyond(one: Reference, other: Reference) -> bool:
    """Whether address, container, volume or pages show two works."""
    if one.url and other.url:
        return address(one.url) != address(other.url)
    return any(
        (left := getattr(one, name))
        and (right := getattr(other, name))
        and plain_marks(left) != plain_marks(right)
        for name in ("container_title", "volume", "issue", "page", "publisher", "doi", "edition")
    )


def cited_in_full_again(subject: Subject) -> Iterator[Finding]:
    """A note that prints a work in full although an earlier note did, in a paper that uses short forms."""
    if not subject.uses_short_forms:
        return
    full = [reference for reference in subject.cited_in_full if reference.title]
    told = set()
    for one, other in pairs(full):
        if other.id not in told and same_work(one, other):
            told.add(other.id)
            yield subject.finding(
                "cited-in-full-again",
                f"{quoted(subject.printed(other))} was cited in full before ({one.id})",
                about=other,
                severity=Severity.INFO,
                hint="use the short form",
            )
