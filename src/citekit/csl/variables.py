"""Which variables hold names, dates and numbers, and which types there are (CSL 1.0.2, Appendices III and IV)."""

from __future__ import annotations

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator director "
    "editor editor-translator editorial-director executive-producer guest host illustrator "
    "interviewer narrator organizer original-author performer producer recipient reviewed-author "
    "script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset("accessed available-date event-date issued original-date submitted".split())
NUMBER_VARIABLES = frozenset(
    "chapter-number citation-number collection-number edition first-reference-note-number issue "
    "locator number number-of-pages number-of-volumes page page-first part-number printing-number "
    "section supplement-number version volume".split()
)
STRING_VARIABLES = frozenset(
    "abstract annote archive archive-place archive_collection archive_location authority call-number "
    "citation-key citation-label dimensions division DOI event-place genre ISBN ISSN jurisdiction "
    "keyword language license medium note original-publisher original-publisher-place original-title "
    "PMCID PMID publisher publisher-place references reviewed-genre scale source status title "
    "title-short URL year-suffix collection-title container-title container-title-short event event-title "
    "part-title reviewed-title volume-title journalAbbreviation shortTitle".split()
)
TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic "
    "collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic "
    "hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet "
    "paper-conference patent performance periodical personal_communication post post-weblog "
    "regulation report review review-book software song speech standard thesis treaty webpage".split()
)
# Names of former versions, and of programs, for what the specification calls otherwise.
SYNONYMS = {
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
    "archive_location": "archive_location",
    "archive-location": "archive_location",
}
SHORT_FORMS = {"title": "title-short", "container-title": "container-title-short"}
# The plural of these labels counts the thing instead of looking for several numbers.
COUNTED = frozenset({"number-of-pages", "number-of-volumes"})
KNOWN = NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | STRING_VARIABLES
