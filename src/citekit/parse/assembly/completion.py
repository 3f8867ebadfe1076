"""What a labeller leaves open and print says plainly: roles, series in brackets, parts of a work, kinds, numbers.

Each step takes the text and the labelled fields and returns fields; where nothing applies, the same.
"""

from __future__ import annotations

from citekit.parse.assembly import dating, imprint, kinds, parts, titles
from citekit.parse.assembly.contributors import container_authors, film_makers, with_contributors
from citekit.parse.fields import Labelling

_WORDED = ("short", "interview", "letter", "case", "statute")
"""Forms read whole by a grammar of their own."""
_STEPS = (
    imprint.saints,
    with_contributors,
    container_authors,
    film_makers,
    titles.misplaced,
    titles.books_behind,
    kinds.numerals,
    parts.counts_of_volumes,
    dating.undated,
    parts.collections,
    kinds.kinds,
    kinds.versions,
    kinds.document_numbers,
    kinds.paper_numbers,
    parts.series,
    parts.editions,
    parts.numbered_editions,
    parts.marked_at_end,
    parts.volume_titles,
    dating.originals,
    dating.days,
    kinds.institutions,
    dating.read_on,
    titles.fronts,
    parts.numbers_alone,
)


def complete(text: str, labelling: Labelling) -> Labelling:
    """Return ``labelling`` with what recognisers are sure of."""
    if labelling.form in _WORDED:
        return labelling
    fields = labelling.fields
    for step in _STEPS:
        fields = step(text, fields)
    return labelling if fields is labelling.fields else labelling._replace(fields=fields)
