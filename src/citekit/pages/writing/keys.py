r"""The keys that a document cites: ``\cite`` and its family, pandoc's ``[@key]``, templates' ``cite("key")``.

Sources: the natbib and biblatex manuals (names of the commands), pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePath
from typing import NamedTuple

from citekit.model import Finding, Reference, Source, Span


class CitedKey(NamedTuple):
    """A key, or ``*`` for everything, and where it stands."""

    key: str
    span: Span


_LATEX = re.compile(
    r"""\\(?:[A-Za-z]*cite[A-Za-z]*|Cite[A-Za-z]*)\*?   # \cite \parencite \textcite \citep \nocite …
        (?P<arguments>(?:\s*(?:\([^)]*\)|\[[^\]]*\]|\{[^{}]*\}))+)""",
    re.VERBOSE,
)
_LATEX_NOT_CITING = re.compile(r"\\(?:citestyle|bibcite|newcite\w*|citereset|mancite|citename|citefield)\b")
_BRACES = re.compile(r"\{([^{}]*)\}")
PANDOC_KEY = re.compile(
    r"(?<![\w@\\.])(?P<minus>-?)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[\w*](?:[\w]|[:.#$%&\-+?<>~/](?=\w))*))"
)
_TEMPLATE = re.compile(r"\b(?:no)?cite\s*\((?P<arguments>[^()]*)")
_STRING = re.compile(r"""(['"])(?P<text>(?:(?!\1).)*)\1""")
_KEYWORD = re.compile(r"\w+\s*=\s*$")


def cited_keys(text: str, name: str = "") -> list[CitedKey]:
    """Return the keys that a document cites, in order, each as often as it is cited.

    The suffix of ``name`` says what the text is: ``.tex``, ``.md``, a template's ``.j2``; otherwise its look does.
    """
    match PurePath(name).suffix.lower():
        case ".tex" | ".ltx":
            found = _latex(text)
        case ".j2" | ".jinja" | ".jinja2":
            found = _template(text)
        case ".md" | ".markdown" | ".qmd" | ".rmd":
            found = _markdown(text)
        case _:
            ways = (list(read(text)) for read in (_template, _latex, _markdown))
            found = iter(next((keys for keys in ways if keys), []))
    return list(found)


def cited_references(
    source: Source, name: str, references: Sequence[Reference]
) -> tuple[list[Reference], list[Finding]]:
    """Return the references that a document cites, in their own order, and a finding for each key there is not.

    A former key of a reference counts as its key; ``*`` cites all. ``name`` is as for ``cited_keys``.
    """
    known = {key: one.id for one in references for key in (*one.aliases, one.id)}
    wanted: set[str] = set()
    missing: dict[str, Finding] = {}
    for key, span in cited_keys(source.text, name):
        if key == "*":
            wanted.update(known.values())
        elif key in known:
            wanted.add(known[key])
        elif key not in missing:
            near = get_close_matches(key, known, n=3)
            missing[key] = Finding(
                code="unknown-key",
                message=f"no reference has the key '{key}'",
                span=span,
                source=source.name,
                hint=f"did you mean {', '.join(near)}?" if near else "add the reference, or correct the key",
            )
    return [one for one in references if one.id in wanted], list(missing.values())


def _latex(text: str) -> Iterator[CitedKey]:
    visible = re.sub(r"(?<!\\)%[^\n]*", lambda comment: " " * len(comment[0]), text)
    for command in _LATEX.finditer(visible):
        if _LATEX_NOT_CITING.match(command[0]):
            continue
        start = command.start("arguments")
        for braces in _BRACES.finditer(command["arguments"]):
            yield from _listed(braces[1], start + braces.start(1))
            if "cites" not in command[0].split("{")[0]:
                break  # what follows the keys of a single citation is its text, not keys


def _listed(text: str, offset: int) -> Iterator[CitedKey]:
    for key in re.finditer(r"[^,\s]+", text):
        yield CitedKey(key[0], Span(key.start(), key.end()).shift(offset))


def _markdown(text: str) -> Iterator[CitedKey]:
    visible = without_code(text)
    for found in PANDOC_KEY.finditer(visible):
        group = "braced" if found["braced"] else "key"
        yield CitedKey(found[group], Span(found.start(group), found.end(group)))


def without_code(text: str) -> str:
    """Blank out Markdown's code blocks and spans, keeping every other character where it is."""
    blank = re.compile(r"^(```+|~~~+)[^\n]*\n.*?^\1[^\n]*$|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
    return blank.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


def _template(text: str) -> Iterator[CitedKey]:
    for call in _TEMPLATE.finditer(text):
        arguments = call["arguments"]
        for string in _STRING.finditer(arguments):
            if _KEYWORD.search(arguments, 0, string.start()):
                continue  # page="3" is a locator
            for part in re.finditer(r"[^;]+", string["text"]):
                word = re.search(r"[^\s,@]+", part[0])
                if word:
                    start = call.start("arguments") + string.start("text") + part.start() + word.start()
                    yield CitedKey(word[0], Span(start, start + len(word[0])))
