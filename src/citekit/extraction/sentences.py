"""Sentences of the running text, read across page breaks and the notes between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citekit.extraction.letters import CLOSING_QUOTES, LOWER, SUPERSCRIPTS, UPPER
from citekit.extraction.lines import Block

_LOOK_BACK = 5  # blocks between the two halves of a sentence: a caption, a byline
_PARAGRAPH = 60  # characters; a shorter block that does not end in a full stop is a heading
_LONG_PARAGRAPH = 120

_CLOSERS = rf"[{CLOSING_QUOTES}“‘\"')\]*]*"
_MARKER = rf"(?:[{SUPERSCRIPTS}]+|\[\d{{1,4}}\]|\[\^[^\]\s]{{1,40}}\]|(?<!\d\.)\d{{1,3}})?"
_ENDED = re.compile(rf"[.!?。！？…:]{_CLOSERS}{_MARKER}\W{{0,2}}$")
_BOUNDARY = re.compile(
    rf"([.!?]){_CLOSERS}{_MARKER}\s+"
    rf"(?=[“„«‘\"'(\[*]*[{UPPER}\d])|[。！？][」』）]*"
)
_ABBREVIATION = re.compile(
    rf"(?:(?:^|[^\w.])(?:[{UPPER}]|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|vs|no|No|Nos|pp?|vols?|Vol|ed|eds|cf|Cf|al|ca|fig|Fig|"
    rf"Gen|Col|Lt|Sen|Rep|Gov|Bd|Nr|Hrsg|Hg|vgl|bzw|Abs|Art|Aufl|Anm|approx|art|sec|ch|Ch|e\.g|i\.e|z\.B|d\.h)"
    rf"|[{UPPER}]\.[{UPPER}]|\s\.\.)$"
)


@dataclass(frozen=True)
class RunningText:
    """Paragraphs put together again. ``flows`` holds their text, ``origins`` the source offset of each piece."""

    flows: tuple[str, ...]
    origins: tuple[tuple[int, int, int], ...]
    """Source offset, flow, and offset in the flow of each piece, by source offset."""

    def sentence_at(self, offset: int) -> str:
        """Return the sentence that holds the character at ``offset`` of the source; empty where there is none."""
        place = bisect_right(self.origins, (offset, 1 << 60, 0)) - 1
        if place < 0:
            return ""
        source, flow, within = self.origins[place]
        return _sentence(self.flows[flow], within + offset - source)


def read_running_text(text: str, blocks: Sequence[Block]) -> RunningText:
    """Join the blocks of ``text`` that belong to one paragraph; ``text`` holds no notes and no furniture."""
    flows: list[str] = []
    origins: list[tuple[int, int, int]] = []
    for chain in _chains([text[block.start : block.end] for block in blocks]):
        pieces = []
        length = 0
        for index in chain:
            piece = text[blocks[index].start : blocks[index].end]
            origins.append((blocks[index].start, len(flows), length))
            pieces.append(piece)
            length += len(piece) + 1
        flows.append(" ".join(pieces))
    return RunningText(tuple(flows), tuple(sorted(origins)))


def _chains(texts: Sequence[str]) -> list[list[int]]:
    follows: dict[int, int] = {}
    continued: set[int] = set()
    for index, text in enumerate(texts):
        first = re.sub(r"^[*_\"'“(]+", "", text)[:1]
        if index and (first.islower() or text[0] in ",;)–—"):
            before = next(
                (
                    i
                    for i in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1)
                    if _is_cut(texts[i], _PARAGRAPH)
                ),
                None,
            )
        elif index and _is_cut(texts[index - 1], _LONG_PARAGRAPH) and len(text) >= _PARAGRAPH:
            before = index - 1
        else:
            before = None
        if before is not None and before not in continued:
            follows[index] = before
            continued.add(before)
    chains: dict[int, list[int]] = {}
    for index in range(len(texts)):
        chain = chains[follows[index]] if index in follows else []
        chain.append(index)
        chains[index] = chain
    return list({id(chain): chain for chain in chains.values()}.values())


def _is_cut(text: str, least: int) -> bool:
    return len(text) >= least and not ends_sentence(text)


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends where a sentence does, a marker after the full stop allowed for."""
    return _ENDED.search(text) is not None


def _sentence(flow: str, offset: int) -> str:
    start, end = 0, len(flow)
    for boundary in _boundaries(flow):
        if boundary <= offset:
            start = boundary
        else:
            end = boundary
            break
    return unwrap(flow[start:end])


def _boundaries(flow: str) -> Iterator[int]:
    start = 0
    for match in _BOUNDARY.finditer(flow):
        if match[1] == "." and _ABBREVIATION.search(flow[max(0, match.start() - 8) : match.start()]):
            continue
        if _inside_quotation(flow, start, match):
            continue
        start = match.end()
        yield start


_LONGEST_QUOTATION = 600


def _inside_quotation(flow: str, start: int, match: re.Match[str]) -> bool:
    """A quotation of several sentences is one with the sentence that quotes it."""
    opening, closing = ("„", "“") if "„" in flow else ("“", "”")
    said = flow[start : match.end()]
    if said.count(opening) <= said.count(closing):
        return False
    rest = flow[match.end() : match.end() + _LONGEST_QUOTATION]
    close, again = rest.find(closing), rest.find(opening)
    return close >= 0 and (again < 0 or close < again)


def unwrap(text: str) -> str:
    """Return ``text`` on one line: words put together again that a line break has cut."""
    return " ".join(re.sub(rf"(?<=[{LOWER}])[-‐]\s*\n\s*(?=[{LOWER}])", "", text).split())
