"""Capitals in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.auditing.subject import Subject
from citekit.auditing.wording import quoted
from citekit.model import Finding, Severity

_SMALL_WORDS = frozenset(
    """
    about above across after against along amid among around atop before behind below beneath beside besides
    between beyond concerning despite down during either except from inside into like minus near neither once onto
    opposite outside over past plus regarding round since than that through throughout till toward towards under
    underneath unless unlike until unto upon versus what when where whether which while with within without
    according
    """.split()
)
_LEAST = 5  # words in capitals that make a headline


def one_word_in_lower_case(subject: Subject) -> Iterator[Finding]:
    """A title in headline capitals with a single longer word in lower case; only English has such titles."""
    for reference in subject.paper.references:
        words = re.findall(r"(?<![\w'’-])[^\W\d_]{4,}(?![\w-])", reference.title or "")
        small = [word for word in words if word.islower()]
        capital = [word for word in words if word[0].isupper()]
        odd = [word for word in small if word not in _SMALL_WORDS]
        if subject.is_trusted(reference) and len(odd) == 1 and len(capital) >= _LEAST:
            yield subject.finding(
                "title-capitals",
                f"{quoted(odd[0])} is the only word in lower case in {quoted(reference.title or '')}",
                about=reference,
                field="title",
                severity=Severity.INFO,
                hint="compare with the work",
            )
