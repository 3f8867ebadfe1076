"""Text folded so that spellings of one thing become equal: markup, case, scripts, diacritics, numerals.

Nothing here is for show: a folded text is compared, never printed. Sources: ALA-LC romanisation tables (Cyrillic,
Greek), simplified; Unicode normalisation form NFKD.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяёєіїґўђјљњћџѣ",
        "a b v g d e z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia e e i i g u d j lj nj c dz e".split(
            " "
        ),
        strict=True,
    )
) | {"ж": "zh"}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
_LATIN = {
    "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ʻ": "", "ʼ": "",
    "’": "", "‘": "", "'": "", "`": "", "´": "", "ʹ": "", "ʺ": "", "\u00ad": "", "\u200b": "", "&": " and ",
    "™": "", "®": "", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip
_TABLE = str.maketrans(_LATIN | _CYRILLIC | _GREEK)

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
_LATEX_ACCENT = re.compile(r"""\\['`^"~=.uvHcdbkr]\s*\{?\\?([a-zA-Z])\}?""")
_LATEX_LETTER = re.compile(r"\\(ss|ae|AE|oe|OE|aa|AA|[oOlLij])\b\s*")
_LATEX_COMMAND = re.compile(r"\\([a-zA-Z]+)\s*\*?(?=\{|\s|$)")
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\s+(?!(?:and|or|to|und|oder|et|ou|y|e)\b)(?=[a-z])")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[ ,](\d{3})(?![\d-])")
_LOST_LETTER = re.compile(r"(?<=[^\W\d])[?\ufffd]+(?=[^\W\d])|\ufffd")
LOST = "ʔ"
"""Stands for a letter that an encoding error has eaten: ``N?rv?g``."""
_TOKEN = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

STOP_WORDS = frozenset(
    """
    a an the v vs versus of and or in on for to from with by at as is are its into than
    der die das des dem den ein eine einer eines und oder im in am zu zur zum von vom mit fur auf bei uber
    le la les l de du des d un une et ou en dans sur pour par au aux avec
    el los las del y con por para una uno il lo gli i e di della delle dei degli nel nella o os as do da
    dos das em no na
    """.split()
)


def strip_markup(text: str) -> str:
    """Return ``text`` without HTML tags and entities and without LaTeX commands, their arguments kept."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text:
        text = _LATEX_ACCENT.sub(r"\1", text)
        text = _LATEX_LETTER.sub(r"\1", text)
        text = _LATEX_COMMAND.sub("", text).replace("\\", "")
    if "{" in text or "$" in text:
        text = re.sub(r"[{}$]", "", text)
    return text


def fold(text: str) -> str:
    """Return ``text`` in lower case, in Latin letters where a table gives them, without diacritics."""
    text = text.lower()
    if text.isascii():
        if "'" in text or "`" in text:
            text = text.replace("'", "").replace("`", "")
        return text.replace("&", " and ") if "&" in text else text
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(one for one in decomposed if not unicodedata.combining(one)).lower().translate(_TABLE)


def words(text: str) -> list[str]:
    """Return the folded words of ``text``: broken words joined, ``U.S.`` as ``us``, punctuation gone."""
    text = fold(text)
    if "?" in text or "\ufffd" in text:
        text = _LOST_LETTER.sub(LOST, text)
    if "000" in text or "00" in text:
        text = _THOUSANDS.sub(r"\1\2", text)
    if "- " in text or "-\n" in text:
        text = _BROKEN_WORD.sub("", text)
    if "." in text:
        text = _DOTTED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text)
    return _TOKEN.findall(text)


_SQUASHED = re.compile(r"ae|oe|ue|ou|oo|uu|aa|ii(?=[a-z])|oh(?![aeiouy])|z|(?<=[a-z])yi|ph")
_SQUASH_TO = {"z": "s", "ph": "f", "yi": "i", "ii": "i"}


@lru_cache(maxsize=65536)
def squash(word: str) -> str:
    """Return ``word`` with spellings that vary made one: Tougou, Tohgoh and Togo; ae and ä; organize, organise.

    The forms are no spelling of any language; two words that differ only in such letters become equal.
    """
    if len(word) < 5 or word.isdigit():  # acronyms and short words keep their letters
        return word
    return squash_beginning(word)


def squash_beginning(word: str) -> str:
    """Return the beginning of a longer word as ``squash`` leaves it there: ``haem`` of haematology."""
    return _SQUASHED.sub(lambda match: _SQUASH_TO.get(match[0], match[0][0]), word)


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
_UNITS += "seventeen eighteen nineteen".split()
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ROMAN_DIGITS = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
NUMBER_WORDS = (
    {word: str(value) for value, word in enumerate(_UNITS)}
    | {word: str(value) for value, word in enumerate(_ORDINALS)}
    | {word: str(value) for word, value in TENS.items()}
    | {word[:-1] + "ieth": str(value) for word, value in TENS.items()}
)
_NUMERIC_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


def roman(number: int) -> str:
    """Return a number below 40 in lower-case Roman digits."""
    text = ""
    for digits, value in _ROMAN_DIGITS:
        while number >= value:
            text += digits
            number -= value
    return text


ROMAN = {roman(number): str(number) for number in range(1, 40)}
_SURE_ROMAN = {text: value for text, value in ROMAN.items() if len(text) > 1 and text not in {"xi", "vi"}}


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """Return the form of a folded word that is compared: numerals as digits, spellings squashed."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if number := NUMBER_WORDS.get(word) or _SURE_ROMAN.get(word):
        return number
    if word[0].isdigit() and (ordinal := _NUMERIC_ORDINAL.fullmatch(word)):
        return ordinal[1]
    return squash(word)


_FUNCTION_WORDS = {
    "en": frozenset("the of and in on for to from with by an its at is".split()),
    "de": frozenset("der die das des dem den ein eine einer und im zur zum von vom mit auf bei".split()),
    "fr": frozenset("le la les du des une et dans sur pour au aux en".split()),
    "es": frozenset("el los las del y por una para en la de".split()),
    "it": frozenset("il lo gli della delle dei degli nel nella di e per la".split()),
}
_ELISION = re.compile(r"(?i)\b[ldcsnjmq]['’](?=[^\W\d_])")
_SCRIPTS = (("cyrillic", re.compile(r"[\u0400-\u04ff]")), ("greek", re.compile(r"[\u0370-\u03ff]")))


def guess_language(text: str) -> str:
    """Return the language that a title's small words betray, or its script; empty where they do not agree."""
    if is_wide(text):
        return "east-asian"
    for script, pattern in _SCRIPTS:
        if not text.isascii() and pattern.search(text):
            return script
    small = _TOKEN.findall(text.lower())
    scores = sorted(
        ((sum(word in known for word in small), name) for name, known in _FUNCTION_WORDS.items()), reverse=True
    )
    if not scores[0][0] and _ELISION.search(text):
        return "fr"
    return scores[0][1] if scores[0][0] > scores[1][0] else ""


def is_wide(text: str) -> bool:
    """Tell whether ``text`` is written in Chinese, Japanese or Korean characters."""
    return not text.isascii() and _WIDE.search(text) is not None


_WIDE_RUN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_BETWEEN = r"[\s:：/／=＝|｜・,，()（）\[\]［］〔〕-]+"
_BOTH = re.compile(
    rf"(?P<first>[^A-Za-z\u00c0-\u024f]{{3,}}?){_BETWEEN}(?P<second>[^{_WIDE_RUN.pattern[1:-2]}]{{8,}})"
)


def original_script(text: str) -> str:
    """Return what stands in Chinese, Japanese or Korean characters in ``text``, in one piece."""
    return "".join(_WIDE_RUN.findall(unicodedata.normalize("NFKC", text))) if is_wide(text) else ""


def without_original(text: str) -> str:
    """Return ``text`` without its Chinese, Japanese or Korean characters and the brackets they stood in."""
    return re.sub(r"[(（\[［〔]\s*[)）\]］〕]", "", _WIDE_RUN.sub("", text)).strip(" ,;・/")


def both_scripts(text: str) -> list[str]:
    """Return the two halves of a title printed in its own script and then romanised, or the other way round."""
    if text.isascii() or not is_wide(text):
        return []
    for one in (text, text[::-1]):
        if (found := _BOTH.fullmatch(one)) and is_wide(found["first"]):
            halves = [found["first"], found["second"]]
            return halves if one is text else [half[::-1] for half in halves]
    return []
