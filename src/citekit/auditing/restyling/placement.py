"""Where citations and markers stand: brackets before the punctuation, raised figures behind it."""

from __future__ import annotations

import re

from citekit.model import Span

_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺,–-]+")


def is_raised(text: str) -> bool:
    """Tell whether a citation or marker is raised figures and nothing else."""
    return bool(text) and _RAISED.fullmatch(text) is not None


def brackets_for_figures(text: str, span: Span, cite: str) -> tuple[Span, str]:
    """What to replace, and by what, so that ``cite`` stands in brackets where raised figures stood at ``span``."""
    start, end = span
    if match := re.search(r"(?P<stop>[.,])(?P<quote>[”\"’]+)$", text[max(0, start - 4) : start]):
        return Span(start - len(match[0]), end), f"{match['quote']} {cite}{match['stop']}"
    if match := re.search(r"[.,;:]$", text[:start]):
        return Span(start - 1, end), f" {cite}{match[0]}"
    closed = re.search(r"[?!][”\"’]*$", text[:start]) and re.match(r"\s*(?:[A-Z“\"]|$)", text[end:])
    return span, f" {cite}{'.' if closed else ''}"


def figures_for_brackets(text: str, span: Span, figures: str) -> tuple[Span, str]:
    """What to replace, and by what, so that raised figures stand behind the punctuation where brackets stood."""
    start = len(text[: span.start].rstrip())
    stop = re.match(r"[.,;:]", text[span.end :])
    return Span(start, span.end + (1 if stop else 0)), f"{stop[0] if stop else ''}{figures}"
