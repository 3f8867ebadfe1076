r"""LaTeX, for any engine that reads UTF-8; only ``\href`` (links) needs a package, hyperref."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.csl.output.base import Layout, Output

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "\u00a0": "~",
    "\u202f": r"\,",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_LIGATURE = re.compile(r"-(?=-)|[?!](?=`)|`(?=`)|'(?=')|,(?=,)")
_COMMANDS = {
    "italic": "textit",
    "oblique": "textsl",
    "font-style-normal": "textup",
    "no-decoration": "textup",
    "small-caps": "textsc",
    "font-variant-normal": "textnormal",
    "bold": "textbf",
    "light": "textmd",
    "font-weight-normal": "textmd",
    "underline": "underline",
    "superscript": "textsuperscript",
    "subscript": "textsubscript",
}
_ADDRESS = re.compile(r"[%#&_{}\\~^$]")


class Latex(Output):
    r"""``\textit{...}``, and a list environment for the bibliography."""

    name = "latex"

    def escape(self, text: str) -> str:
        """Commands for LaTeX's own characters; ligatures are broken up."""
        text = _LIGATURE.sub("\\g<0>\ufdf0", text) if _LIGATURE.search(text) else text
        return _SPECIAL.sub(lambda match: _ESCAPES[match.group()], text).replace("\ufdf0", "{}")

    def format(self, kind: str, text: str) -> str:
        """A command with the text as its argument."""
        command = _COMMANDS.get(kind)
        return f"\\{command}{{{text}}}" if command else text

    def link(self, address: str, text: str) -> str:
        r"""``\href``."""
        return f"\\href{{{_ADDRESS.sub(_encoded, address)}}}{{{text}}}"

    def block(self, kind: str, text: str) -> str:
        """A box for the margin, lines for the others."""
        if kind == "left-margin":
            return f"\\makebox[2.5em][l]{{{text.strip()}}}"
        if kind == "right-inline":
            return text
        return f"\\par {text}\\par "

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """An item of the list; the empty label keeps a bracket that follows from being one."""
        return f"\\item[]{{}}{text.strip()}"

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """A list, hanging where the style asks for it."""
        indent = "2.5em" if layout.hanging_indent or layout.second_field_align else "0pt"
        first = f"-{indent}" if indent != "0pt" else "0pt"
        head = (
            f"\\begin{{list}}{{}}{{\\setlength{{\\leftmargin}}{{{indent}}}\\setlength{{\\itemindent}}{{{first}}}"
            "\\setlength{\\labelwidth}{0pt}\\setlength{\\labelsep}{0pt}}"
        )
        return "\n".join([head, *entries, "\\end{list}"])


def _encoded(match: re.Match[str]) -> str:
    character = match.group()
    return f"\\{character}" if character in "%#&_" else f"\\%{ord(character):02X}"
