r"""LaTeX sources: sections, italics, footnotes, ``\cite`` and ``thebibliography``; no macros are expanded."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from citekit.extraction.sources.notes_section import raised, with_notes

_COMMENT = re.compile(r"(?<!\\)%.*?(?:\n[ \t]*|$)")
_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_BIBITEM = re.compile(r"\\bibitem\s*(?:\[((?:[^\[\]{}]|\{[^{}]*\})*)\])?\s*\{([^{}]*)\}")
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t]*|\\(.)|([{}])|(~)|(---?|``|''|`|\$)", re.DOTALL)
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ", "S": "§", "P": "¶", "copyright": "©", "dots": "…",
    "ldots": "…", "textendash": "–", "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX", "ldq": "“", "rdq": "”",
    "textquotedblleft": "“", "textquotedblright": "”", "glqq": "„", "grqq": "“", "quad": " ", "qquad": " ",
    "newblock": " ", "textbackslash": "\\", "guillemotleft": "«", "guillemotright": "»",
}  # fmt: skip
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "$": ""}
_HEADINGS = frozenset("part chapter section subsection subsubsection paragraph title".split())
_ITALIC = frozenset("emph textit textsl mkbibemph".split())
_WITHOUT_TEXT = frozenset(
    """
    label ref pageref documentclass usepackage bibliographystyle bibliography pagestyle thispagestyle vspace
    hspace setlength setcounter addcontentsline includegraphics input include index newcommand renewcommand
    addbibresource markboth hypersetup date thanks affiliation pdfbookmark nocite
    """.split()
)
_CITE = re.compile(r"(?:no)?[a-zA-Z]*cite[a-zA-Z]*")
_AUTHOR_AND_YEAR = re.compile(r"([^()\[\]]+?)\s*\(((?:1[4-9]|20)\d\d[a-z]?|n\.\s?d\.)\)")
"""A label that is not printed, but tells author and year: ``Abe and Baker(1984)Abe, and Baker``."""
_IN_THE_SENTENCE = re.compile(r"(?:[Cc]itet|[Tt]extcite|[Cc]iteauthor)")

_DEEPEST = 50


def latex_to_text(source: str) -> str:
    """Return the text of a LaTeX document. What is not understood stands as it is written, less its backslash."""
    plain = _COMMENT.sub("", source)
    title = _preamble(plain, "title")
    author = _preamble(plain, "author")
    found = _DOCUMENT.search(plain)
    body = found[1] if found else plain
    labels = {match[2]: match[1] for match in _BIBITEM.finditer(body)}
    reader = _Reader(labels={key: label or str(n) for n, (key, label) in enumerate(labels.items(), 1)})
    head = [reader.read(part) for part in (title, author.replace("\\and", ",")) if part]
    paragraphs = re.split(r"\n\s*\n", reader.read(body))
    return with_notes([*head, *(" ".join(paragraph.split()) for paragraph in paragraphs)], reader.notes)


def _preamble(source: str, command: str) -> str:
    match = re.search(rf"\\{command}\s*(?:\[[^\]]*\])?\s*\{{", source)
    return _group(source, match.end())[0] if match else ""


def _group(text: str, start: int) -> tuple[str, int]:
    """Return what stands between an opening brace, already passed, and its closing one, and the place after it."""
    depth = 1
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return text[start : match.start()], match.end()
    return text[start:], len(text)


@dataclass
class _Reader:
    """``labels`` holds the label of each key of the bibliography, ``notes`` the footnotes in their order."""

    labels: dict[str, str]
    notes: list[str] = field(default_factory=list)
    _depth: int = 0

    def read(self, text: str) -> str:
        """Return ``text`` without commands; what is nested beyond all reason stays as it is."""
        if self._depth > _DEEPEST:
            return text
        self._depth += 1
        plain = self._read(text)
        self._depth -= 1
        return plain

    def _read(self, text: str) -> str:
        parts: list[str] = []
        position = 0
        while match := _TOKEN.search(text, position):
            parts.append(text[position : match.start()])
            position = match.end()
            if match[1]:
                piece, position = self._command(match[1], text, position)
                parts.append(piece)
            elif match[2]:
                piece, position = self._character(match[2], text, position)
                parts.append(piece)
            elif match[4]:
                parts.append(" ")
            elif match[5]:
                parts.append(_LIGATURES[match[5]])
        parts.append(text[position:])
        return "".join(parts)

    def _character(self, character: str, text: str, position: int) -> tuple[str, int]:
        if character in _ACCENTS:
            return self._accent(_ACCENTS[character], text, position)
        return ("\n" if character == "\\" else " " if character in " \n,;:!/" else character), position

    def _accent(self, mark: str, text: str, position: int) -> tuple[str, int]:
        base, position = self._argument(text, position)
        letter = base.replace("\\i", "i").replace("\\j", "j").strip() or " "
        return unicodedata.normalize("NFC", letter[0] + mark + letter[1:]), position

    def _command(self, name: str, text: str, position: int) -> tuple[str, int]:
        if name in _SYMBOLS:
            return _SYMBOLS[name], position
        if name in _ACCENTS:
            return self._accent(_ACCENTS[name], text, position)
        if name == "item":
            return "\n\n- ", position
        if name == "bibitem":
            match = _BIBITEM.match(text, text.rfind("\\bibitem", 0, position))
            label = self.read(self.labels.get(match[2], "")) if match else ""
            printed = "" if not label or _AUTHOR_AND_YEAR.match(label) else f"[{label}] "
            return f"\n\n{printed}", match.end() if match else position
        if name in ("begin", "end"):
            return self._environment(name, text, position)
        options, position = self._options(text, position)
        if not text.startswith("{", position):
            return "", position
        argument, position = _group(text, position + 1)
        return self._with_argument(name, options, argument, text, position)

    def _environment(self, name: str, text: str, position: int) -> tuple[str, int]:
        environment, position = self._argument(text, position)
        if environment == "thebibliography" and name == "begin":
            _, position = self._argument(text, position)
            return "\n\nReferences\n\n", position
        return ("\n\nAbstract\n\n" if environment == "abstract" and name == "begin" else "\n\n"), position

    def _with_argument(
        self, name: str, options: list[str], argument: str, text: str, position: int
    ) -> tuple[str, int]:
        if name in _HEADINGS:
            return f"\n\n{self.read(argument)}\n\n", position
        if name in _ITALIC:
            return f"*{self.read(argument)}*", position
        if name in ("footnote", "footnotetext", "endnote"):
            place = len(self.notes)
            self.notes.append("")
            self.notes[place] = " ".join(self.read(argument).split())
            return raised(place + 1), position
        if name == "href" and text.startswith("{", position):
            shown, position = _group(text, position + 1)
            return self.read(shown), position
        if name == "url":
            return argument, position
        if name in _WITHOUT_TEXT:
            return "", position
        if _CITE.fullmatch(name):
            return self._citation(name, options, argument), position
        return self.read(argument), position

    def _citation(self, name: str, options: list[str], argument: str) -> str:
        keys = [key.strip() for key in argument.split(",")]
        labels = [self.labels.get(key, key) for key in keys if key]
        place = f", {self.read(options[-1])}" if options and options[-1] else ""
        before = f"{self.read(options[0])} " if len(options) > 1 and options[0] else ""
        named = [found for label in labels if (found := _AUTHOR_AND_YEAR.match(self.read(label)))]
        if len(named) < len(labels) or not labels:
            return f"[{before}{', '.join(labels)}{place}]"
        if _IN_THE_SENTENCE.match(name):
            return ", ".join(f"{one[1]} ({one[2]}{place})" for one in named)
        return f"({before}{'; '.join(f'{one[1]}, {one[2]}' for one in named)}{place})"

    def _options(self, text: str, position: int) -> tuple[list[str], int]:
        options = []
        while match := re.compile(r"\s*\[([^\[\]]*)\]").match(text, position):
            options.append(match[1])
            position = match.end()
        return options, position

    def _argument(self, text: str, position: int) -> tuple[str, int]:
        """A group in braces, or the next character."""
        while position < len(text) and text[position] in " \t":
            position += 1
        if text.startswith("{", position):
            return _group(text, position + 1)
        if command := re.compile(r"\\[A-Za-z]+").match(text, position):
            return command[0], command.end()
        return text[position : position + 1], min(position + 1, len(text))
