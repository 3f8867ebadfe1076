"""From printed characters to a value: marks around it removed, line breaks and hyphens at line ends joined."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?(?:i|b|em|strong|italic|sub|sup)>", re.IGNORECASE)
_ITALICS = re.compile(r"(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_HYPHEN_AT_LINE_END = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\s*\n\s*(?=[^\W\d_])")
_COMPOUND_AT_LINE_END = re.compile(r"(?<=\w)([-\u2010–])\s*\n\s*(?=\w)")
_HYPHEN_LEFT_OVER = re.compile(
    r"(?<=[a-zà-ÿ])- (?=[a-zà-ÿ]{2})(?!(?:and|or|und|oder|et|ou|to|bis|versus|bzw|sowie|nor|but)\b)"
)
"""The hyphen of a line break whose line end became a blank; "short- and long-term" keeps its own."""
_ENDS_ABBREVIATED = re.compile(
    r"/[A-Z]\.$|\s[ai]\.\s?(?:[A-Z]|Br)\.$|, (?:Mass|Calif|Conn|Ill|Mich|Minn)\.$|Diss\. \w+\.$"
)
"""Places and kinds that end in an abbreviation: "Frankfurt/M.", "Cambridge, Mass.", "Diss. phil."."""
_SOFT = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_PAIRS = {"“": "”", "„": "“”", "‚": "‘’", "‘": "’", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "'": "'",
          "「": "」", "『": "』", "《": "》", "〈": "〉", "*": "*", "`": "'´"}  # fmt: skip


def one_line(printed: str) -> str:
    """Join lines: a hyphen that only breaks a word is dropped, white space becomes one space."""
    if "\n" in printed:
        printed = _HYPHEN_AT_LINE_END.sub(_keep_before_capital, printed)
        printed = _COMPOUND_AT_LINE_END.sub(r"\1", printed)
    if "- " in printed:
        printed = _HYPHEN_LEFT_OVER.sub("", printed)
    if not printed.isascii():
        printed = _SOFT.sub("", printed)
    return _SPACE.sub(" ", printed).strip()


def _keep_before_capital(match: re.Match[str]) -> str:
    r"""``US-\\nJapan`` is a compound; ``inter-\\nnational`` is one word."""
    following = match.string[match.end() : match.end() + 1]
    return "-" if following.isupper() else ""


def without_italics(text: str) -> str:
    """Remove the marks of italics (``*…*`` and tags)."""
    if "<" in text:
        text = _TAG.sub("", text)
    return _ITALICS.sub("", text) if "*" in text else text


def value(printed: str) -> str:
    """Return the value of a text field: what is printed without the marks and separators around it."""
    text = one_line(without_italics(printed)).strip(" ,;:")
    if text.startswith("__"):
        text = text.lstrip("_ .,:")  # the dash of a repeated author
    return text if text.isalnum() else _full_stop(_unquoted(text))


def _unquoted(text: str) -> str:
    """Remove quotation marks around the whole, and a comma that stands inside them."""
    while len(text) > 1 and text[0] in _PAIRS and text[-1] in _PAIRS[text[0]] and _is_one_quotation(text):
        text = text[1:-1].strip().rstrip(",;:").strip()
    if text and text[0] in "“„«" and not any(close in text for close in _PAIRS[text[0]]):
        text = text[1:].strip()
    if text and text[-1] in "”»" and not any(opening in text for opening in "“«„"):
        text = text[:-1].strip()
    return text.strip(" ,;")


def _is_one_quotation(text: str) -> bool:
    """Whether the first mark is closed by the last, and not before: ``“A” and “B”`` are two quotations."""
    opening, closing = text[0], _PAIRS[text[0]]
    if opening in closing:
        return opening not in text[1:-1] or text[1:-1].count(opening) % 2 == 0
    depth = 0
    for index, character in enumerate(text):
        if character == opening:
            depth += 1
        elif character in closing and not (character in "’'" and text[index + 1 : index + 2].isalpha()):
            depth -= 1
            if depth <= 0:
                return index == len(text) - 1
    return True


def _full_stop(text: str) -> str:
    """Drop a full stop at the end unless it belongs to an abbreviation (``U.S.``, ``Inc.``, ``et al.``)."""
    if not text.endswith(".") or text.endswith("..."):
        return text
    last = text.rsplit(" ", 1)[-1]
    if re.search(r"(?<!\w)[^\W\d_]\.\s?[^\W\d_]\.$|(?<![\w.])[A-Z][a-z]{0,6}\.\s.*\b[A-Z][a-z]{1,6}\.$", text):
        return text  # "Frankfurt a. M.", "J. Catal."
    if _ENDS_ABBREVIATED.search(text):
        return text
    if re.fullmatch(r"(?:[^\W\d_]\.){2,}|(?:Inc|Ltd|Co|Jr|Sr|Corp|al|St|ed|eds|etc)\.", last):
        return text
    return text[:-1].rstrip(" ,;:")
