"""CSL's types and the names of its variables, and how they are spelt as Python attributes.

Source: CSL 1.0.2, appendix III (types), appendix IV (variables).
"""

from __future__ import annotations

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
    """.split()
)

NAME_VARIABLES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """.split()
)

DATE_VARIABLES = frozenset("accessed available-date event-date issued original-date submitted".split())

NUMBER_VARIABLES = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number
    version volume
    """.split()
)

TEXT_VARIABLES = frozenset(
    """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title container-title container-title-short dimensions division DOI event-place
    event-title genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references
    reviewed-genre reviewed-title scale source status title title-short URL volume-title year-suffix
    """.split()
)

VARIABLES = NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | TEXT_VARIABLES

LEGACY_VARIABLES = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
}
"""Names that older CSL-JSON uses, and what they are called now."""


def _attribute(variable: str) -> str:
    return "note_field" if variable == "note" else variable.lower().replace("-", "_")


_FIELD_OF = {variable: _attribute(variable) for variable in VARIABLES}
_FIELD_OF |= {"id": "id", "type": "type", "custom": "custom"}
_VARIABLE_OF = {field: variable for variable, field in _FIELD_OF.items()}


def field_name(variable: str) -> str | None:
    """Return the attribute that holds a CSL variable, ``None`` where CSL has no such variable."""
    return _FIELD_OF.get(variable)


def variable_name(field: str) -> str:
    """Return the CSL variable that an attribute of Reference holds. Raises KeyError for any other name."""
    return _VARIABLE_OF[field]
