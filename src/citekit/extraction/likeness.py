"""How much a stretch of text looks like a printed reference, and a line like the first of one.

Both are sums of weights of evidence, in the manner of log odds: above zero speaks for it.
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

from citekit.extraction.letters import LOWER, UPPER

_W = rf"[{UPPER}][\w'’\-‐]*"
_INITIAL = rf"[{UPPER}][{LOWER}]?\."
_PARTICLE = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ter|ten|zu|zur|vom|bin|ibn|d['’]|al-|el-)\s*)"
)

BULLET = re.compile(r"(?:[-–—*+•●▪■◦‣⁃·➢❖]|\\item\b)[ \t]+(?=\S)")
_FIRST = rf"[^\W\d_{LOWER}]"  # a capital, or a letter of a script that has none
_TEXT = rf"(?:{_FIRST}|{_PARTICLE}+{_FIRST}|[“\"„«‘*{{\[(])"
LABEL = re.compile(
    rf"\[\d{{1,4}}[a-z]?\]|\(\d{{1,4}}\)(?=\s+{_TEXT})|\d{{1,4}}[.)](?=\s)|\[{_FIRST}[^\]\n]{{1,40}}\]"
    rf"|\[[{LOWER}]{{1,4}} [{UPPER}][^\]\n]{{1,40}}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}(?=\s*{_TEXT})"
)
DASHED = re.compile(r"[-–—―_]{2,}|—(?=[\s.,])")
_YEAR = r"(?:1[4-9]\d\d|20[0-4]\d)[a-z]?"
YEAR = re.compile(rf"(?<![\d/]){_YEAR}(?![\d])")
_YEAR_FIRST = re.compile(rf"\(?\s*{_YEAR}\s*\)")

_AUTHOR_STARTS = (
    (re.compile(rf"{_PARTICLE}*{_W}(?:[ \-]{_W})?(?:,? (?:Jr|Sr|II|III)\.?)?,\s*(?:{_INITIAL}|[{UPPER}]\b)"), 3.0),
    (re.compile(rf"{_PARTICLE}*{_W}(?:[ \-]{_W})?,\s+{_W}"), 1.6),
    (re.compile(rf"{_PARTICLE}*{_W}\s+[{UPPER}]{{1,3}}(?:[,.:]|\s+and\b|\s+et al)"), 2.2),
    (re.compile(rf"(?:{_INITIAL}[\s\-]*)+{_PARTICLE}*{_W}"), 2.4),
    (re.compile(rf"(?:{_W}\s+){{1,3}}(?:and|&|und|et|y|e)\s+{_W}"), 0.8),
    (re.compile(rf"[“\"„«]\s*[{UPPER}]"), 0.5),
    (re.compile(rf"[^.\d]{{3,80}}\(\s*{_YEAR}"), 1.6),
    (re.compile(rf"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^\d]{{1,60}}[(（]?{_YEAR}"), 1.6),
    (re.compile(rf"(?:{_W}[ ,.]+){{1,8}}\(?{_YEAR}"), 0.8),
    (
        re.compile(rf"{_W}(?:\s+(?:of|for|the|and|on|in|de|du|des|der|für|della|{_W}|&)){{1,9}}[.,]?\s\({_YEAR}"),
        1.6,
    ),
    (DASHED, 2.5),
    (re.compile(rf"{_W}(?:[ .,&]+(?:{_W}|of|the|ex|rel\.)){{0,7}},? v(?:s)?\.? {_W}"), 2.0),  # a case
)
_UNFINISHED = re.compile(
    r"(?:[-‐,;:&/]|\b(?:and|und|et|y|e|of|the|in|on|for|from|at|as|or|a|an|to|with|by|der|die|das|des|von|vom|am|im|"
    r"zum|bei|für|de|la|le|du|del|di))$",
    re.IGNORECASE,
)
_WITHIN_A_NAME = re.compile(rf"(?:^|[\s,.])[{UPPER}]\.$")  # the initial of one whose name comes next
_FINISHED = re.compile(r"[.!?。．][\"”’»)\]>*]*$")


def is_unfinished(text: str) -> bool:
    """Tell whether the line must go on: it ends in a hyphen, a comma, an article or a preposition."""
    return _UNFINISHED.search(text) is not None


def first_line_score(text: str, before: str) -> float:
    """Weigh whether the line ``text`` begins an entry, given the line ``before`` it (empty: none)."""
    bare = BULLET.sub("", text, count=1)
    labelled = LABEL.match(bare)
    score = 1.0 if labelled or bare != text else 0.0
    bare = bare[labelled.end() :].lstrip() if labelled else bare
    score += _opening_score(bare.lstrip("*_"))
    if before:
        if is_unfinished(before) or before.rfind("(") > before.rfind(")"):
            score -= 3.0
        elif _WITHIN_A_NAME.search(before):
            score -= 1.5
        elif _FINISHED.search(before):
            score += 0.8
        else:
            score -= 0.6
    return score


_ADDRESS = re.compile(r"(?:https?://|www\.)\S{8,}")


def _opening_score(text: str) -> float:
    if not text:
        return -1.0
    if best := max((weight for pattern, weight in _AUTHOR_STARTS if pattern.match(text)), default=0.0):
        return best
    if _YEAR_FIRST.match(text):  # a dash for the author that the print has lost
        return 0.5
    first = text[0]
    if first.islower():
        return -4.0
    if first.isdigit():
        return -2.0
    if first in "([,.;:)]&/<":
        return -2.0
    if _ADDRESS.fullmatch(text):
        return -1.5  # the rest of an entry, or all of it
    if re.match(r"(?:https?:|www\.|doi|URL|DOI|pp?\.|vol|no)", text, re.IGNORECASE):
        return -3.0
    return -0.5 if first.isupper() else 0.0


def _weighed(*rows: tuple[str, float]) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(pattern), weight) for pattern, weight in rows)


_EVIDENCE = _weighed(
    (YEAR.pattern, 1.0),
    (rf"\(\s*{_YEAR}|[.,]\s*{_YEAR}\s*[.,:]|{_YEAR}\.?$", 0.8),
    (r"\bpp?\.\s*\d|\d{1,5}\s*[-–—]{1,2}\s*\d{1,5}|\b(?:S|s|str|c)\.\s*\d", 0.9),
    (r"\b\d{1,4}\s?\(\d{1,4}(?:[-–]\d+)?\)|(?i:\b(?:vol|no|nr|bd|jg|t|vols|nos|num|núm)\.\s*\d)", 0.9),
    (r"\d+\s*:\s*\d+|\b\d{1,4},\s*(?:no\.|\d{1,5}\b)", 0.4),
    (r"\b(?:Press|Publish\w*|Verlag|[EÉ]ditions?|Editore|Editorial|Edizioni|Wiley|Springer|Elsevier)\b", 0.7),
    (
        r"\b(?:Journal|Review|Proceedings|Proc\.|Trans\.|Transactions|Annals|Quarterly|Zeitschrift|Revue|Rivista|"
        r"Revista|Studies|Bulletin|Archives?|Annual|Letters|Lett\.|Conference|Symposium|J\.|Rev\.)",
        0.7,
    ),
    (
        r"\b(?i:thesis|dissertation|diss\.|report|(?:working|discussion) papers?|ph\.\s?d|preprint)",
        0.6,
    ),
    (r"https?://|www\.|\b(?i:doi|arxiv)\b", 0.8),
    (r"\bet al\b|\b[Ee]ds?\.|\bHrsg\b|\b[Hh]g\.|\btrans\.|\bIn:|\beditors?\b", 0.6),
    (r"[“\"„«][^”\"“»]{10,}|\*[^*]{8,}\*", 0.4),
    (r":\s*[A-Z][\w. ]+,\s*(?:1[4-9]|20)\d\d", 0.6),
    (r"\b(?i:accessed|retrieved|available (?:at|from|online)|abgerufen|consulté|web\.)", 0.5),
)
# small letters only: a title sets its verbs in capitals
_PROSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|which|that|this|these|they|we|it|he|she|our|their|his|her|will|would|"
    r"can|could|should|may|might|must|not|also|however|therefore|because|thus|there|ist|sind|war|wurde|wird|hat|"
    r"haben|dass|nicht|auch|sich|est|sont|était|qui|que|nous|sono|che|anche|non|son|era|también)\b"
)
_COUNT = re.compile(r"^\d{1,4}\s+(?=[^\W\d_]|[“\"„«*])")
_TELLING = re.compile(  # sentences about someone or something that was named before
    r"[.!?][”\"’)]?\s(?:He|She|They|We|I|His|Her|Their|Our|This|These|Er|Sie|Es|Seine|Ihre|Wir|Il|Elle|Ils|Elles|Nous|Egli|"
    r"Ella|Él|Ele|Ela|Jego|Jej)\s[^\W\d_]"
)
_LONG = 450
_NOTHING_SAID = -1.6


def reference_score(text: str) -> float:
    """Weigh whether ``text``, a whole entry or paragraph, is a printed reference."""
    flat = " ".join(text.split())
    said = sum(weight for pattern, weight in _EVIDENCE if pattern.search(flat))
    score = _NOTHING_SAID + said * math.sqrt(
        min(1.0, _LONG / max(1, len(flat)))
    )  # a long text holds something of all
    bare = BULLET.sub("", flat, count=1)
    if LABEL.match(bare):
        score += 0.7
        bare = LABEL.sub("", bare, count=1).lstrip()
    bare = _COUNT.sub("", bare)
    score += 0.6 * max(-1.0, _opening_score(bare.lstrip("*_")))
    return score - prose_score(flat)


def prose_score(flat: str) -> float:
    """Weigh whether ``flat``, one paragraph, is running text: verbs, pronouns, great length."""
    words = flat.count(" ") + 1
    share = sum(1 for _ in _PROSE.finditer(flat)) / words
    told = sum(1 for _ in _TELLING.finditer(flat))
    return max(0.0, share - 0.03) * 25 * min(1.0, words / 25) + 0.8 * told + max(0, len(flat) - 900) / 400


def in_order(keys: list[str]) -> bool:
    """Tell whether ``keys`` rise, a few slips allowed for."""
    if len(keys) < 5:
        return False
    return sum(a <= b for a, b in pairwise(keys)) >= 0.85 * (len(keys) - 1)
