"""Text to TeX: the inverse of ``tex_read``, so that what is written is read as it was.

CSL-JSON's markup becomes commands, ``nocase`` spans become braces, TeX's own characters are escaped. In ASCII
every letter that TeX can name becomes TeX; scripts that it cannot name stay in UTF-8.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from citekit.formats.bib.proper_names import PROPER_NAMES
from citekit.formats.bib.tex_read import NOCASE, is_one_group
from citekit.formats.bib.tex_tables import ACCENTS, BELOW, LETTERS, MATH_SYMBOLS, SYMBOLS

_TAG = re.compile(r'<(?:(i|b|sc|sup|sub)|span (?:class|style)="([^"<>]*)")>|</(i|b|sc|sup|sub|span)>')
_MATH = re.compile(r"\$(?=[^\s$])(?:[^$\\\n]|\\[^\n])*(?<=[^\s\\])\$(?!\d)")
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/?!+=*@\[\]\"-]*\Z")
_COMMANDS = {"i": r"\textit{", "b": r"\textbf{", "sc": r"\textsc{", "sup": r"\textsuperscript{",
             "sub": r"\textsubscript{"}  # fmt: skip
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "\u00a0": "~",
    "\u2009": r"\,",
    "\u00ad": r"\-",
}
_ALWAYS = re.compile(r"[\\{}~^`<>|$&%#_\u00a0\u2009\u00ad]")
_DOUBLED = re.compile(r"--+|''+")
_DOUBLED_IN_ASCII = re.compile(r"[-–—]{2,}|['”]{2,}|[?!]“")
_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*\.?")


def to_tex(text: str, *, ascii_only: bool = False, title: bool = False) -> str:
    """Return ``text`` as a TeX value. In a title, doubled braces keep the words that would lose their capitals."""
    if _PLAIN.match(text) and "--" not in text and not (title and _has_capitals(text)):
        return text
    pieces = _TAG.split(text) if "<" in text else None
    if pieces is not None and not _balanced(text):
        pieces = None
    if pieces is None:
        return _runs(text, ascii_only, _protected(text) if title else [])
    return _whole_is_not_one_group(_marked_up(text, ascii_only, title))


def _whole_is_not_one_group(tex: str) -> str:
    """Keep a value that is one protected group from looking like braces around a whole value."""
    return tex + "{}" if is_one_group(tex) else tex


def _marked_up(text: str, ascii_only: bool, title: bool) -> str:
    out: list[str] = []
    closings: list[str] = []
    starts: list[int] = []
    protected = _protected(text) if title else []
    at = 0
    for tag in _TAG.finditer(text):
        out.append(_runs(text[at : tag.start()], ascii_only, _within(protected, at, tag.start())))
        at = tag.end()
        name, attribute, _closing = tag.groups()
        if name or attribute is not None:
            opening = _COMMANDS[name] if name else _span(attribute)
            closings.append("}" if opening else "")
            starts.append(len(out) + 1 if opening == "{" else -1)
            out.append(opening)
        else:
            start = starts.pop()
            if start >= 0:
                _guard(out, start)
            out.append(closings.pop())
    out.append(_runs(text[at:], ascii_only, _within(protected, at, len(text))))
    return "".join(out)


def _guard(out: list[str], start: int) -> None:
    """Keep a protected group from beginning with a command or being a group within a group."""
    inner = "".join(out[start:])
    if inner.startswith("\\"):
        out.insert(start, "{}")
    elif is_one_group(inner):
        out.append("{}")


def _span(attribute: str) -> str:
    if attribute == "nocase":
        return "{"
    if "small-caps" in attribute:
        return _COMMANDS["sc"]
    return ""


def _balanced(text: str) -> bool:
    """Tell whether every tag is closed in order, and every span is one that TeX can say."""
    stack: list[str] = []
    for name, attribute, closing in _TAG.findall(text):
        if closing:
            if not stack or stack.pop() != closing:
                return False
        elif name:
            stack.append(name)
        else:
            stack.append("span")
            if not _span(attribute):
                return False
    return not stack


def _within(spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(a - start, b - start) for a, b in spans if start <= a and b <= end]


def _runs(text: str, ascii_only: bool, protected: list[tuple[int, int]]) -> str:
    """Encode text without markup; formulas stay as they are."""
    if not text:
        return ""
    out: list[str] = []
    at = 0
    for start, end, tex in _islands(text, ascii_only, protected):
        out.append(_characters(text[at:start], ascii_only))
        out.append(tex)
        at = end
    out.append(_characters(text[at:], ascii_only))
    return "".join(out)


def _islands(text: str, ascii_only: bool, protected: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The stretches that are not encoded character by character: formulas and protected words."""
    islands = []
    if "$" in text:
        for formula in _MATH.finditer(text):
            content = formula.group()
            if content.count("{") == content.count("}") and closing_ok(content):
                islands.append((formula.start(), formula.end(), content))
    taken = list(islands)
    for start, end in protected:
        if not any(a < end and start < b for a, b, _ in taken):
            islands.append((start, end, "{{" + _characters(text[start:end], ascii_only) + "}}"))
    return sorted(islands)


def closing_ok(content: str) -> bool:
    """Tell whether the braces of ``content`` never close before they open."""
    depth = 0
    for character in content:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _characters(text: str, ascii_only: bool) -> str:
    doubled = _DOUBLED_IN_ASCII if ascii_only and not text.isascii() else _DOUBLED
    text = doubled.sub(lambda match: "\ue000".join(match.group()), text)
    text = _ALWAYS.sub(lambda match: _ESCAPES[match.group()], text)
    if ascii_only and not text.isascii():
        text = "".join(_ascii(cluster) for cluster in _clusters(text))
    return text.replace("\ue000", "{}") if "\ue000" in text else text


def _clusters(text: str) -> list[str]:
    """Split into base characters, each with the combining marks that follow it."""
    clusters: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


@lru_cache(maxsize=4096)
def _ascii(cluster: str) -> str:
    """Return one character with its marks in ASCII, unchanged where TeX has no name for it."""
    if cluster.isascii() or cluster == "\ue000":
        return cluster
    if cluster in _NAMED:
        return _NAMED[cluster]
    decomposed = unicodedata.normalize("NFD", cluster)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or any(mark not in _ACCENT_OF for mark in marks):
        return cluster
    if not base.isascii():
        if base not in _NAMED:
            return cluster
        inner = _NAMED[base].strip("{}")
    elif not base.isalpha():
        return cluster
    else:
        above = [mark for mark in marks if _ACCENT_OF[mark] not in BELOW]
        inner = f"\\{base}" if base in "ij" and above else base
    for mark in marks:
        accent = _ACCENT_OF[mark]
        simple = not accent.isalpha() and (len(inner) == 1 or inner in ("\\i", "\\j"))
        inner = f"\\{accent}{inner}" if simple else f"\\{accent}{{{inner}}}"
    return f"{{{inner}}}"


_ACCENT_OF = {mark: accent for accent, mark in ACCENTS.items() if accent != "t"}
_NAMED = {
    **{symbol: f"{{\\ensuremath{{\\{name}}}}}" for name, symbol in MATH_SYMBOLS.items()},
    **{symbol: f"\\{name}{{}}" for name, symbol in SYMBOLS.items() if not symbol.isascii()},
    **{letter: f"{{\\{name}}}" for name, letter in LETTERS.items()},
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "\u2005": r"\;",
}


def _has_capitals(text: str) -> bool:
    return any(character.isupper() for character in text[1:])


def _protected(title: str) -> list[tuple[int, int]]:
    """The words of a title that a style must not put in lower case.

    Words with a capital inside (``NASA``, ``iPhone``, ``U.S.``) always, and so those that English never writes
    small; other capitalised words only where the title is in sentence case, so that a capital means a name.
    Words in ``nocase`` spans have their own braces.
    """
    own = [(match.start(), match.end()) for match in _NOCASE.finditer(title)]
    tags = [(match.start(), match.end()) for match in _TAG.finditer(title)]
    words = [
        word for word in _WORD.finditer(title) if not any(a < word.end() and word.start() < b for a, b in tags)
    ]
    starts = {tag.start() for tag in _SCRIPT_TAG.finditer(title)}
    ends = {tag.end() for tag in _SCRIPT_TAG.finditer(title)}
    names_too = _in_sentence_case([word.group() for word in words])
    spans = []
    for index, word in enumerate(words):
        if any(a <= word.start() < b for a, b in own):
            continue
        inner_capital = any(character.isupper() for character in word.group()[1:] if character.isalpha())
        inner_capital = inner_capital and not _hyphenated_title_case(word.group())
        opens = index == 0 or title[: word.start()].rstrip(" “‘\"'(").endswith((":", "?", "!", ".", "—"))
        symbol = word.group().isupper() and (word.start() in ends or word.end() in starts)
        named = any(part in PROPER_NAMES for part in re.split(r"[-–]|['’]s?\b", word.group().rstrip(".")))
        if (
            inner_capital
            or symbol
            or (named and (index or "-" in word.group()))
            or (names_too and not opens and word.group()[0].isupper())
        ):
            spans.append((word.start(), word.end()))
    return spans


_SCRIPT_TAG = re.compile(r"</?su[bp]>")
_NOCASE = re.compile(re.escape(NOCASE[0]) + r".*?" + re.escape(NOCASE[1]))


def _hyphenated_title_case(word: str) -> bool:
    """Tell whether the capitals inside are only those of title case: Decision-Making, O’Brien is none."""
    parts = re.split(r"[-.]", word)
    return (
        len(parts) > 1 and all(len(part) > 1 and part[1:].islower() for part in parts if part) and "." not in word
    )


def _in_sentence_case(words: list[str]) -> bool:
    """Tell whether most of a title's longer words, the first aside, begin with a small letter."""
    longer = [word for word in words[1:] if len(word) > 3 and word[0].isalpha() and not word.isupper()]
    small = sum(1 for word in longer if word[0].islower())
    return bool(longer) and small * 2 > len(longer)
