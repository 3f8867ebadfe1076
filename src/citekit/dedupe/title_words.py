"""Words that titles are read by: generic ones, annotations, notices, prefixes that turn a meaning round."""

from __future__ import annotations

import re
from enum import IntEnum

from citekit.dedupe.folding import canonical


class Notice(IntEnum):
    """What a title says its text is, in relation to another text of the same title."""

    NONE = 0
    ERRATUM = 1
    RETRACTION = 2
    REPLY = 3
    REVIEW = 4


GENERIC = frozenset(
    canonical(word)
    for word in """
    introduction introductory editorial editorials editor editors preface foreword afterword conclusion
    conclusions contents index abstract abstracts notes note news letter letters reply response comment
    comments commentary review reviews report reports annual yearbook bulletin proceedings statement
    joint communique summit meeting conference press remarks remark speech speeches address interview
    opening closing minutes memorandum resolution agreement treaty declaration policy strategy national
    summary overview book books obituary erratum corrigendum correction special issue volume part
    chapter section appendix case study message guest column announcement announcements panel session
    tutorial demonstration demo description extended keynote invited talk poster columns front back
    matter cover masthead contributors contributor author authors board call guidelines instructions
    about acknowledgment acknowledgments acknowledgement acknowledgements reviewer reviewers list
    advertisement advertisements errata corrigenda received calendar events memoriam notices president
    presidents chair chairs welcome committee organizing organising page table copyright sponsors
    sessions details subject information publication issues this new announcing highlights cumulative
    program programme history briefing world untitled title unknown forum perspective perspectives
    discussion document documents paper papers essay essays einleitung vorwort bericht rezension
    nachwort avant propos comptes rendus editoriale introduccion introduzione prologo prologue epilogue
    """.split()
)
ANNOTATION = re.compile(
    r"(?:article |text |in )*(?:in )?(?:chinese|japanese|korean|russian|german|french|spanish|italian"
    r"|portuguese|polish|dutch|turkish|czech|hungarian|persian|arabic|hebrew|danish|swedish|norwegian|finnish|croatian|serbian|greek"
    r"|ukrainian|romanian|english|bulgarian|slovak|thai|multiple languages?)(?: with .*)?"
    r"|(?:book )?review|abstract|letter|editorial|comment|erratum|in press|online|electronic resource"
    r"|see comments?"
    r"|extended abstract"
    r"|preliminary (?:version|report)|invited (?:paper|talk)|meeting abstract|conference abstract"
    r"|(?:\d+ )?refs?|retracted article.*|poster|et al\.?|sic",
    re.IGNORECASE,
)
"""Words that many titles have in common; a title of nothing else says nothing."""

NOTICES = (
    (
        Notice.ERRATUM,
        re.compile(
            r"^\W*(?:(?:author|publisher)s?\W+)?(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|addend(?:um|a)|berichtigung)"
            r"\b(?:\s+(?:to|for|in|on|zu|notice))?\W*|\W+(?:errat(?:um|a)|corrigend(?:um|a)|addend(?:um|a))\W*$"
            r"|\W+\(vol(?:ume)?\.?\s*\w+,\s*(?:pg?|pages?|art)\.?\s[^()]*\)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        Notice.RETRACTION,
        re.compile(
            r"^\W*(?:retract(?:ed|ion)|withdrawn|withdrawal|expression of concern)\b"
            r"(?:\s+(?:article|paper|notice|note))?"
            r"(?:\s*:|\s+of\b|\s+to\b|\s*-)?\W*|\W+(?:retract(?:ed|ion)(?: article| notice)?)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        Notice.REPLY,
        re.compile(
            r"^\W*(?:(?:a|the|authors?'?s?)\s+)?(?:reply|response|rejoinder|comments?|re)(?:\s*:|\s+(?:to|on)\b)\W*"
            r"|(?:[:.?!]|\s[-–—]|\()\s*(?:(?:a|some|further|the|authors?)\s+)?(?:reply|response|rejoinder|comments?)\W*$",
            re.IGNORECASE,
        ),
    ),
    (
        Notice.REVIEW,
        re.compile(
            r"^\W*(?:(?:book\s+)?review(?:\s+of|\s*:)|rezension(?:\s+(?:von|zu)|\s*:)|compte\s+rendu\s+de)\W*"
            r"|\W+(?:\(review\)|\(?book review\)?)\W*$",
            re.IGNORECASE,
        ),
    ),
)
CONTRASTS = tuple(
    sorted(
        """
        hyper hypo inter intra pre post micro macro mono poly super sub over under anti pro neo ex de ma pa
        ab ad out uni bi
        multi in im un non extra ultra ante endo exo homo hetero semi
        """.split(),
        key=len,
        reverse=True,
    )
)

CONFUSABLE = frozenset(
    frozenset(canonical(word) for word in pair.split("-"))
    for pair in """
    austria-australia niger-nigeria iran-iraq guinea-guyana slovakia-slovenia congo-tongo mauritius-mauritania
    dominica-dominican zambia-gambia affect-effect marital-martial causal-casual united-untied public-pubic
    """.split()
)
"""Words one or two letters apart that are two words all the same."""

STAGES = frozenset(
    canonical(word)
    for word in "protocol rationale design pilot interim preliminary feasibility baseline followup follow".split()
)
"""Words that tell the reports of one study apart."""

CONTINUATION = frozenset(
    canonical(word) for word in "continued concluded cont contd fortsetzung schluss suite fin".split()
)
"""Words that a later part of a text puts beside the title of the first."""
