"""What a valid record may still have wrong with it. Each check returns findings; none changes a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from citekit.model.finding import Finding
from citekit.model.identifiers import isbn_is_valid, issn_is_valid
from citekit.model.reference import Reference

Check = Callable[[Reference], Iterator[Finding]]


def check(reference: Reference) -> list[Finding]:
    """Run every check on ``reference``."""
    return [finding for one in CHECKS for finding in one(reference)]


def identifiers_agree(reference: Reference) -> Iterator[Finding]:
    """Check digits of ISBN and ISSN."""
    for value, valid, label in (
        (reference.isbn, isbn_is_valid, "ISBN"),
        (reference.issn, issn_is_valid, "ISSN"),
    ):
        for one in re.split(r"[,;]\s*|\s+(?=97[89])", value or ""):
            if one and not valid(one):
                yield Finding(
                    code=f"{label.lower()}-check-digit",
                    message=f"{label} {one} is not valid: its check digit does not agree",
                    key=reference.id,
                    hint="compare it with the book or the journal's page",
                )


def pages_ascend(reference: Reference) -> Iterator[Finding]:
    """A page range whose end comes before its start, short forms (904–33) allowed for."""
    match = re.fullmatch(r"(\d+)\s*[-–—]\s*(\d+)", reference.page or "")
    if not match:
        return
    first, last = match.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if int(last) < int(first):
        yield Finding(
            code="pages-descend",
            message=f"pages {reference.page} end before they begin",
            key=reference.id,
            hint="compare the page numbers with the work",
        )


def accessed_after_issued(reference: Reference) -> Iterator[Finding]:
    """Nobody reads a page before it is published."""
    issued = reference.issued.earliest() if reference.issued else None
    if issued is None or reference.accessed is None or not reference.accessed.parts:
        return
    accessed = reference.accessed.parts[-1]
    if accessed < issued[: len(accessed)]:
        yield Finding(
            code="accessed-before-issued",
            message="the access date lies before the date of publication",
            key=reference.id,
            hint="one of the two dates is wrong",
        )


CHECKS: tuple[Check, ...] = (identifiers_agree, pages_ascend, accessed_after_issued)
