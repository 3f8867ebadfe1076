"""Text against list: what is cited, what is listed, and whether one finds the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.auditing.subject import Subject
from citekit.auditing.wording import folded, listing, quoted
from citekit.auditing.works import family, first_author, names_of, same_work
from citekit.model import CitationForm, Finding, NoteCitation, Reference, Severity
from citekit.parse.recognisers.back_references import IBID

_FURTHER_READING = re.compile(
    r"\b(?:further|additional|recommended|suggested|select(?:ed)?|general|bibliograph\w*|literatur\w*)\b", re.I
)
_RECOGNISED = 3  # at least one listed work in three is found cited, or the way of citing was not understood


def listed_never_cited(subject: Subject) -> Iterator[Finding]:
    """A listed work that no citation leads to.

    Says nothing of a source that holds no running text; where hardly any listed work is found cited, one
    notice says that, for then it is more likely that the way of citing was not understood.
    """
    if not subject.listed or not subject.has_running_text:
        return
    missing = [reference for reference in subject.listed if not _is_cited(reference, subject)]
    found = len(subject.listed) - len(missing)
    if found * _RECOGNISED < len(subject.listed):
        yield subject.finding(
            "few-works-cited",
            f"citations were found for only {found} of {len(subject.listed)} listed works",
            span=subject.paper.works_cited[0].span,
            severity=Severity.INFO,
            hint="the text may cite in a way that is not recognised: listed works are not checked against it",
        )
        return
    wider = _FURTHER_READING.search(_heading(subject))
    for reference in missing:
        yield subject.finding(
            "listed-not-cited",
            f"{quoted(subject.printed(reference))} is listed and never cited",
            about=reference,
            severity=Severity.INFO if wider else Severity.WARNING,
            hint="cite it where it was used, or take it out of the list",
        )


def _is_cited(reference: Reference, subject: Subject) -> bool:
    if reference.id in subject.cited_keys:
        return True
    return _may_be_meant(reference, subject) or any(same_work(reference, one) for one in subject.cited_in_full)


def _may_be_meant(reference: Reference, subject: Subject) -> bool:
    """Whether a citation that fits several works names this one's author."""
    spans = [one.span for one in subject.paper.findings if one.code == "citation-ambiguous" and one.span]
    author = first_author(reference) or folded(reference.title or "")
    return any(author in folded(subject.paper.source.at(span)) for span in spans)


def _heading(subject: Subject) -> str:
    """The last line with words before the list's first entry."""
    before = subject.paper.source.text[: subject.paper.works_cited[0].span.start]
    lines = [line for line in before.rstrip(" -*•\n\t").splitlines()[-6:] if re.search(r"[^\W\d_]{4}", line)]
    return lines[-1] if lines else ""


def note_never_listed(subject: Subject) -> Iterator[Finding]:
    """A work that a note cites in full and the list leaves out, where the list has most of what notes cite."""
    if not subject.listed:
        return
    works = [
        reference
        for reference in subject.cited_in_full
        if reference.type not in _UNLISTED_TYPES and subject.is_trusted(reference)
    ]
    missing = [work for work in works if not any(same_work(work, listed) for listed in subject.listed)]
    if len(missing) * 2 > len(works):
        return
    for work in missing:
        yield subject.finding(
            "cited-not-listed",
            f"{quoted(subject.printed(work))} is cited in a note and not listed",
            about=work,
            hint="add it to the list",
        )


_UNLISTED_TYPES = {"interview", "personal_communication", "legal_case", "legislation", "hearing", "bill"}


def ibid_after_several(subject: Subject) -> Iterator[Finding]:
    """“Ibid.” after a note with two works: nobody can say which is meant."""
    before: tuple[NoteCitation, ...] = ()
    number: int | None = None
    for note in subject.paper.notes:
        if note.citations and IBID.match(note.citations[0].text.lstrip('“"‘(* ')):
            works = {one.key or one.reference.id for one in before}
            if len(works) > 1:
                yield subject.finding(
                    "ibid-after-several",
                    f"note {note.number}: {quoted(note.citations[0].text)} follows note {number}, which cites "
                    f"{len(works)} works",
                    span=note.citations[0].span,
                    hint="name the work again in its short form",
                )
        before, number = note.citations, note.number


def ambiguous_short_forms(subject: Subject) -> Iterator[Finding]:
    """A short form that fits several works cited before it (or listed)."""
    full: list[Reference] = list(subject.listed)
    for note in subject.paper.notes:
        for one in note.citations:
            if one.form is CitationForm.FULL:
                full.append(one.reference)
            elif one.key is None and not IBID.match(one.text):
                fits = {work.id: work for work in full if _may_mean(one.reference, work)}
                if len(fits) > 1:
                    works = listing([f"{quoted(work.title or work.id, 60)} ({key})" for key, work in fits.items()])
                    yield subject.finding(
                        "short-form-ambiguous",
                        f"note {note.number}: {quoted(one.text)} fits {works}",
                        span=one.span,
                        hint="add a short title that fits only one of them",
                    )


def short_form_of_nothing(subject: Subject) -> Iterator[Finding]:
    """Author, title and perhaps a page, and no earlier citation that says more: the short form of no work."""
    for note in subject.paper.notes:
        for one in note.citations:
            work = one.reference
            if one.form is CitationForm.FULL and work.author and work.title and _says_nothing_of_print(work):
                yield subject.finding(
                    "short-form-unresolved",
                    f"note {note.number}: {quoted(one.text)} does not say where or when the work appeared, and no "
                    "earlier note does",
                    about=work,
                    hint="cite the work in full once, or correct the name or title",
                )


def _says_nothing_of_print(work: Reference) -> bool:
    said = (
        work.issued,
        work.container_title,
        work.publisher,
        work.url,
        work.doi,
        work.genre,
        work.archive_location,
    )
    return work.type not in _UNLISTED_TYPES and not any(said)


def _may_mean(short: Reference, full: Reference) -> bool:
    names, authors = ([folded(family(name)) for name in names_of(one)] for one in (short, full))
    if names and names != authors[: len(names)]:
        return False
    years = [one.issued.year if one.issued else None for one in (short, full)]
    if all(years) and years[0] != years[1]:
        return False
    title = folded(short.title or "")
    return bool(names or title) and title in folded(full.title or "")


def locator_outside_pages(subject: Subject) -> Iterator[Finding]:
    """A page cited that the work does not have."""
    for cite in subject.cites:
        work = subject.by_key.get(cite.key or "")
        if work is None or not cite.locator or cite.label not in (None, "page"):
            continue
        extent, cited = _pages(work.page or ""), _pages(cite.locator)
        if extent is None or cited is None or (extent[0] <= cited[0] and cited[1] <= extent[1]):
            continue
        if extent[0] == extent[1]:  # a first page alone is no extent
            continue
        where = f"note {cite.note.number}: " if cite.note else ""
        yield Finding(
            code="locator-outside-pages",
            message=f"{where}{quoted(cite.text)} cites page {cite.locator}, but the work has pages {work.page}",
            span=cite.span,
            source=subject.paper.source.name,
            key=work.id,
            hint="one of the two page numbers is wrong",
        )


def _pages(text: str) -> tuple[int, int] | None:
    """First and last page of ``25-28``, ``904–33``, ``11``; None for anything that is not plain numbers."""
    if not re.fullmatch(r"[\d\s,;–—-]+f{0,2}\.?", text.strip()):
        return None
    numbers: list[int] = []
    for part in re.split(r"[,;]", text):
        ends = re.findall(r"\d+", part)
        if len(ends) == 2 and len(ends[1]) < len(ends[0]):
            ends[1] = ends[0][: len(ends[0]) - len(ends[1])] + ends[1]
        numbers += [int(end) for end in ends]
    return (min(numbers), max(numbers)) if numbers else None
