"""TeX to text: what a .bib field means, in Unicode and the markup of CSL-JSON.

Only where there is TeX; other values pass unchanged but for their white space. Mathematics is left as it is,
``$…$``, except where it is only a way to raise or lower (``H$_2$O``). A command that is not known stays as typed.
"""

from __future__ import annotations

import re
import unicodedata

from citekit.formats.bib.tex_tables import (
    ACCENTS,
    BELOW,
    DECLARATIONS,
    IGNORED,
    LETTERS,
    MATH_SYMBOLS,
    READ_SYMBOLS,
    STYLES,
    SYMBOLS,
    TRANSPARENT,
)

_TEX = re.compile(r"[\\{}$~`]|--|''")
_RUN = re.compile(r"[^\\{}$~`'\-?!]+")
_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)\*?[ \t\n]*|(.)|\Z)", re.DOTALL)
_SCRIPTS = re.compile(r"\s*(?:\{\})?((?:(?:[_^]|\\s[pb])\s*(?:\{[^{}\\$]*\}|[A-Za-z0-9+\-*])\s*)+)\Z")
_SCRIPT = re.compile(r"([_^]|\\s[pb])\s*(?:\{([^{}]*)\}|(.))")
_SPACE_RUN = re.compile(r"[ \t\r\n\f\v]+")
_PARAGRAPH = re.compile(r"[ \t]*\r?\n[ \t]*(?:\r?\n[ \t]*)+")

NOCASE = ('<span class="nocase">', "</span>")
_MAX_DEPTH = 60


def join_space(text: str) -> str:
    """Return ``text`` with each run of white space as one space; a blank line stays one."""
    if "\n" in text and (parts := _PARAGRAPH.split(text.strip())) and len(parts) > 1:
        return "\n\n".join(_SPACE_RUN.sub(" ", part).strip() for part in parts)
    return _SPACE_RUN.sub(" ", text).strip(" ")


def has_tex(text: str) -> bool:
    """Tell whether TeX would read ``text`` otherwise than as it stands."""
    return _TEX.search(text) is not None


def from_tex(text: str, *, title: bool = False) -> str:
    """Return the text that a TeX value means.

    In a title, a group in braces becomes a ``nocase`` span: its letters keep their case. Braces around the whole
    title protect nothing in particular and are dropped, and so are doubled braces around a word, with which
    programs protect what they write themselves.
    """
    if _TEX.search(text) is None:
        text = join_space(text)
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    if title:
        text = strip_whole_braces(text)
    meaning = unicodedata.normalize("NFC", _Reader(join_space(text), title=title).read())
    return meaning.strip() if "\n\n" in meaning else _SPACE_RUN.sub(" ", meaning).strip(" ")


def strip_whole_braces(text: str) -> str:
    """Return ``text`` without the braces that enclose all of it."""
    text = text.strip()
    while text.startswith("{") and text.endswith("}") and closing_brace(text, 0) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def closing_brace(text: str, opening: int) -> int:
    """Return where the brace that opens at ``opening`` closes, -1 where it does not."""
    depth = 0
    for match in _BRACES.finditer(text, opening):
        sign = match.group()
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return match.start()
    return -1


_BRACES = re.compile(r"[{}]")
_SPECIAL_CHARACTER = re.compile(r"\{\\(?:[`'^\"~=.]|[A-Za-z]+)\s*\{?\\?[A-Za-z]?\s*\}?\}")


def is_special_character(text: str) -> bool:
    r"""Tell whether ``text`` is one letter in TeX's clothes, ``{\"o}``, whose braces are part of the letter."""
    return _SPECIAL_CHARACTER.fullmatch(text) is not None


def is_one_group(text: str) -> bool:
    """Tell whether braces enclose all of ``text``, and are not those of a single special letter."""
    return text.startswith("{") and closing_brace(text, 0) == len(text) - 1 and not is_special_character(text)


class _Reader:
    """Reads one value; the position moves through it once."""

    def __init__(self, text: str, *, title: bool, depth: int = 0) -> None:
        self.text = text
        self.at = 0
        self.title = title
        self.depth = depth

    def read(self) -> str:
        """Read to the end of the text; a brace too many is skipped."""
        self.at = 0
        out = self._until_group_ends()
        while self.at < len(self.text):
            self.at += 1
            out += self._until_group_ends()
        return out

    def _until_group_ends(self) -> str:
        out: list[str] = []
        open_styles: list[str] = []
        text = self.text
        while self.at < len(text):
            if run := _RUN.match(text, self.at):
                out.append(run.group())
                self.at = run.end()
                continue
            sign = text[self.at]
            if sign == "}":
                break
            if sign == "{":
                out.append(self._group())
            elif sign == "\\":
                self._command(out, open_styles)
            elif sign == "$":
                out.append(self._math())
            else:
                out.append(self._ligature())
        out.extend(reversed(open_styles))
        return "".join(out)

    def _group(self) -> str:
        """Read a group in braces, the position at its opening brace."""
        start = self.at
        self.at += 1
        if self.depth > _MAX_DEPTH:
            return ""
        self.depth += 1
        outer, self.title = self.title, False
        inner = self._until_group_ends()
        self.title = outer
        self.depth -= 1
        content = self.text[start + 1 : self.at]
        self.at += 1
        within_word = start > 0 and self.text[start - 1].isalpha() and content.islower()
        if not self.title or within_word or not _protects(content):
            return inner
        return f"{NOCASE[0]}{inner}{NOCASE[1]}"

    def _ligature(self) -> str:
        text, at = self.text, self.at
        for signs, meaning in _LIGATURES:
            if text.startswith(signs, at):
                self.at += len(signs)
                return meaning
        self.at += 1
        return text[at]

    def _math(self) -> str:
        """Keep a formula as it is; one that only raises or lowers becomes markup."""
        end = self.text.find("$", self.at + 1)
        while end > 0 and self.text[end - 1] == "\\":
            end = self.text.find("$", end + 1)
        if end == self.at + 1:  # $$ … $$
            end = self.text.find("$$", self.at + 2)
            end = end + 1 if end > 0 else end
        if end < 0:
            self.at += 1
            return "$"
        formula = self.text[self.at : end + 1]
        self.at = end + 1
        scripts = _SCRIPTS.match(formula.strip("$"))
        if not scripts:
            return formula
        return "".join(
            f"<{tag}>{match.group(2) or match.group(3)}</{tag}>"
            for match in _SCRIPT.finditer(scripts.group(1))
            for tag in ["sub" if match.group(1) in ("_", "\\sb") else "sup"]
        )

    def _command(self, out: list[str], open_styles: list[str]) -> None:
        match = _COMMAND.match(self.text, self.at)
        assert match is not None
        word, sign = match.group(1), match.group(2)
        before, self.at = self.at, match.end()
        if word is None:
            out.append(self._sign(sign))
        elif word in DECLARATIONS:
            opening, closing = STYLES[DECLARATIONS[word]]
            out.append(opening)
            open_styles.append(closing)
        elif word in ("begin", "end"):
            self._environment(word, out, open_styles)
        else:
            out.append(self._word(word, before))

    def _sign(self, sign: str | None) -> str:
        if sign is None:
            return "\\"
        if sign in ACCENTS:
            return self._accent(sign)
        if sign == "(":
            end = self.text.find("\\)", self.at)
            if end >= 0:
                formula = self.text[self.at : end]
                self.at = end + 2
                return f"${formula}$"
        return _SIGNS.get(sign, sign)

    def _word(self, word: str, before: int) -> str:
        if word in STYLES:
            opening, closing = STYLES[word]
            return f"{opening}{self._argument()}{closing}"
        if len(word) == 1 and word in ACCENTS:
            return self._accent(word)
        for table in (LETTERS, SYMBOLS, READ_SYMBOLS):
            if word in table:
                return table[word]
        if word in TRANSPARENT:
            return self._transparent(word)
        if word in IGNORED:
            return ""
        return self._special(word, before)

    def _transparent(self, word: str) -> str:
        argument = self._argument()
        if word == "ensuremath":
            symbol = argument.strip().removeprefix("\\")
            return MATH_SYMBOLS.get(symbol, f"${argument}$" if "\\" in argument else argument)
        if word in ("uppercase", "MakeUppercase"):
            return argument if len(argument) == 1 else argument.upper()
        if word in ("lowercase", "MakeLowercase"):
            return argument.lower()
        return argument

    def _special(self, word: str, before: int) -> str:
        """Read commands that take more than one argument, or a number; the rest stay as typed."""
        if word in ("url", "path", "nolinkurl"):
            return self._raw_argument()
        if word in ("href", "foreignlanguage", "textcolor", "texorpdfstring"):
            self._raw_argument()
            return self._argument()
        if word in ("symbol", "char", "ElsevierGlyph"):
            return self._character(word)
        if word in ("discretionary", "hspace", "vspace", "kern", "hskip", "label", "phantom"):
            for _ in range(3 if word == "discretionary" else 1):
                self._raw_argument()
            return ""
        if word in MATH_SYMBOLS:
            return MATH_SYMBOLS[word]
        typed = self.text[before : self.at]
        while self.at < len(self.text) and self.text[self.at] == "{":
            typed += f"{{{self._argument()}}}"
        return typed

    def _character(self, word: str) -> str:
        argument = self._raw_argument()
        number = re.fullmatch(r"\s*([\"']?)([0-9A-Fa-f]+)\s*", argument)
        if not number:
            return argument
        base = 16 if word == "ElsevierGlyph" or number.group(1) == '"' else 8 if number.group(1) else 10
        try:
            return chr(int(number.group(2), base))
        except (ValueError, OverflowError):
            return argument

    def _environment(self, word: str, out: list[str], open_styles: list[str]) -> None:
        name = self._raw_argument()
        if name not in DECLARATIONS:
            return
        opening, closing = STYLES[DECLARATIONS[name]]
        if word == "begin":
            out.append(opening)
            open_styles.append(closing)
        elif open_styles:
            out.append(open_styles.pop())

    def _argument(self) -> str:
        """Read what a command applies to: a group, a command or one character."""
        self._skip_space()
        if self.at >= len(self.text) or self.text[self.at] == "}":
            return ""
        if self.text[self.at] == "{":
            outer, self.title = self.title, False
            content = self._group()
            self.title = outer
            return content
        if self.text[self.at] == "\\":
            out: list[str] = []
            self._command(out, [])
            return "".join(out)
        self.at += 1
        return self.text[self.at - 1]

    def _raw_argument(self) -> str:
        self._skip_space()
        if self.at < len(self.text) and self.text[self.at] == "{":
            end = closing_brace(self.text, self.at)
            if end >= 0:
                content = self.text[self.at + 1 : end]
                self.at = end + 1
                return content
        start = self.at
        match = re.compile(r"\S*").match(self.text, start)
        assert match is not None
        content = match.group().partition("}")[0].partition("{")[0]
        self.at = start + len(content)
        return content

    def _skip_space(self) -> None:
        while self.at < len(self.text) and self.text[self.at] in " \t\n":
            self.at += 1

    def _accent(self, accent: str) -> str:
        base = self._argument()
        mark = ACCENTS[accent]
        if not base:
            return SPACING_ACCENTS.get(accent, accent)
        first = base[0]
        if accent not in BELOW:
            first = {"ı": "i", "ȷ": "j"}.get(first, first)
        if first == " ":
            return SPACING_ACCENTS.get(accent, accent) + base[1:]
        if accent == "t" and len(base) > 1:
            return base[0] + mark + base[1:]
        return unicodedata.normalize("NFC", first + mark) + base[1:]


SPACING_ACCENTS = {"^": "^", "~": "~", "`": "`", "'": "´", '"': "¨", "=": "¯"}

_SIGNS = {
    "\\": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": "\u2009",
    ";": "\u2005",
    ":": "\u2005",
    "!": "",
    "/": "",
    "-": "\u00ad",
    "@": "",
}

_LIGATURES = (
    ("---", "—"),
    ("--", "–"),
    ("``", "“"),
    ("''", "”"),
    ("?`", "¿"),
    ("!`", "¡"),
    ("`", "‘"),
    ("~", "\u00a0"),
)


def _protects(content: str) -> bool:
    """Tell whether a group keeps the case of what is in it, as its writer meant it to."""
    if not content or content[0] == "\\" or not any(character.isalpha() for character in content):
        return False
    return not is_one_group(content)
