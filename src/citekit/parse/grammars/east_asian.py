"""Citations in Chinese, Japanese and Korean print, whose marks say what every part is.

GB/T 7714 ("张三. 书名[M]. 北京: 出版社, 1998."), Chinese notes with 《》, Japanese and Korean ones with 「」.
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.weblinks import find_links
from citekit.parse.tables import fold
from citekit.parse.tables import words as words_of

_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_CODED = re.compile(
    r"(?:\[\d+\]\s*)?(?P<author>[^\[\]]{2,200}?)[.．。]\s*(?P<title>[^\[\]]{2,300}?)\s*"
    r"\[(?P<code>[MJDCNRSPAGZ]|EB|DB|CP)(?:/(?:OL|CD|DK|MT))?\][.．。]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_LATIN_CODED = re.compile(
    r"(?:\[\d+\]\s*)?[A-ZÀ-Þ][\w’'-]+ [A-Z]{1,3}(?:, [A-ZÀ-Þ][\w’'-]+ [A-Z]{1,3})*(?:, et al)?\. "
    r"[^\[\]]+\[[A-Z]{1,2}(?:/OL)?\]"
)
"""Names without stops before a title with its code: "ZHANG L, WANG H. Urban villages[J]."."""
_FORMS = {"M": "book", "J": "article", "D": "thesis", "N": "newspaper", "R": "report", "P": "patent", "EB": "page"}
_MARKED = re.compile(
    r"「(?P<small>[^「」]+)」|『(?P<large>[^『』]+)』|《(?P<double>[^《》]+)》|〈(?P<single>[^〈〉]+)〉"
)
_PERSON = r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af々·・、,\s]{2,30}?"
_BEHIND = r"(?:(?<=[、，,。.」』》：:）\s])|^)"
_AHEAD = r"(?=[、，,。.\s《『「]|$)"
_PARTS = (
    (
        "editor",
        re.compile(
            rf"{_BEHIND}(?:載|载|收入)?\s*(?P<x>{_PERSON})\s*(?:編著|编著|主编|主編|編|编|엮음|편){_AHEAD}"
        ),
    ),
    (
        "translator",
        re.compile(rf"{_BEHIND}\s*(?P<x>{_PERSON})[,，\s]*(?:監訳|共訳|訳|译|譯|옮김|역){_AHEAD}"),
    ),
    ("edition", re.compile(r"第?\s?(?P<x>\d+)\s?(?:版|판)")),
    ("volume", re.compile(r"(?:第|제)?\s?(?P<x>\d+)\s?(?:巻|卷|권)")),
    ("issue", re.compile(r"(?:第|제)?\s?(?P<x>\d+)\s?(?:号|期|호|輯|辑)")),
    (
        "pages",
        re.compile(
            r"(?:第|[pP]{1,2}\.\s?)?(?P<x>\d+(?:\s?[-–—〜～~]\s?\d+)?)\s?(?:頁|页|쪽|면)|"
            r"[pP]{1,2}\.\s?(?P<y>\d+(?:\s?[-–—]\s?\d+)?)"
        ),
    ),
)
_NUMBERED = re.compile(
    r"(?<![\d-])(?P<volume>\d{1,4})\s?[(（](?P<issue>[\d/–-]{1,7})[)）]|[(（](?P<alone>\d{1,3})[)）](?=\s?[:：])"
)
_PAGES_BEHIND = re.compile(
    r"[:：]\s?(?P<x>[A-Z]?\d+(?:\s?[-–—+]\s?[A-Z]?\d+)*)\s?[.。]?\s*$|"
    r"(?<=[\s,，、])(?P<y>\d+\s?[-–—]\s?\d+)\s?[.。]?\s*$"
)
_NEWSPAPER_PAGE = re.compile(r"[(（](?P<x>[\w-]{1,4})[)）]\s?[.。]?\s*$")
_FRONT = re.compile(r"[\s,，、：:]*[(（]?\s*(?P<year>(?:1[5-9]|20)\d\d)?\s*[年)）,，、：:．.]*\s*$")
_SPLIT = re.compile(r"[、，,。．;；\s]*(?:[、，,。．;；]|\.\s|\.$)[、，,。．;；\s]*")
_EDGE = " \n、，,。.．:：;；()（）[]—–-"


def read_east_asian(text: str) -> Labelling | None:
    """Return the fields of a citation in one of these forms; None for anything else.

    GB/T 7714 is used for works in Latin print as well.
    """
    if not _SCRIPT.search(text):
        return _coded(text) if _LATIN_CODED.match(text) else None
    return _coded(text) or _marked(text)


def _coded(text: str) -> Labelling | None:
    match = _CODED.fullmatch(text)
    if match is None:
        return None
    fields = [Labelled("author", *match.span("author")), Labelled("title", *match.span("title"))]
    form = _FORMS.get(match["code"], "")
    found = _Rest(text, match.start("rest"))
    if form in ("article", "newspaper") and (stop := re.compile(r"[,，.．]").search(text, found.start)):
        fields.append(Labelled("container", found.start, stop.start()))
        found.start = stop.end()
        if form == "newspaper" and (page := _NEWSPAPER_PAGE.search(text, found.start)):
            found.take("pages", *page.span("x"), page.start(), page.end())
    return found.finished(fields, form)


def _marked(text: str) -> Labelling | None:
    marks = list(_MARKED.finditer(text))
    if not marks or not text[: marks[0].start()].strip(_EDGE) or len(marks) > 3:
        return None
    first = marks[0]
    fields = [Labelled("title", *first.span(first.lastgroup or 0))]
    form = "book"
    last = first
    if len(marks) > 1 and (first.lastgroup != "large" or marks[1].lastgroup == "large"):
        last = marks[1]
        fields.append(Labelled("container", *last.span(last.lastgroup or 0)))
        form = ""
    front = _FRONT.search(text, 0, first.start())
    end = front.start() if front is not None else first.start()
    if front is not None and front["year"]:
        fields.append(Labelled("date", *front.span("year")))
    names = text[:end].strip(_EDGE)
    if not names or len(names) > 60 or re.search(r"[。？！?!]|\d{3}", names):
        return None
    start = text.index(names)
    fields.append(Labelled("author", start, start + len(names)))
    found = _Rest(text, last.end())
    if last is not first:
        found.between(first.end(), last.start(), fields)
    return found.finished(fields, form)


class _Rest:
    """What stands behind title and container: recognised piece by piece, the words left are the imprint."""

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.fields: list[Labelled] = []
        self.used: list[tuple[int, int]] = []

    def take(self, field: str, start: int, end: int, used_from: int, used_to: int) -> None:
        if not any(a < used_to and used_from < b for a, b in self.used):
            self.fields.append(Labelled(field, start, end))
            self.used.append((used_from, used_to))

    def between(self, start: int, end: int, fields: list[Labelled]) -> None:
        """Take the editor named between an essay and its book: 「論文」吉見俊哉編『都市の空間』."""
        match = _PARTS[0][1].search(self.text[:end], start)
        if match is not None:
            fields.append(Labelled("editor", *match.span("x")))

    def finished(self, fields: list[Labelled], form: str) -> Labelling | None:
        text = self.text
        for link in find_links(text):
            self.take(link.kind, link.inner_start, link.inner_end, link.start, link.end)
        self._dates(any(one.field == "date" for one in fields))
        for field, pattern in _PARTS:
            for match in pattern.finditer(text, self.start):
                group = "x" if match.groupdict().get("x") else "y"
                self.take(field, *match.span(group), *match.span())
        self._numbers()
        if not self._imprint(any(one.field == "container" for one in fields)):
            return None
        ordered = sorted([*fields, *self.fields], key=lambda one: one.start)
        return Labelling(tuple(ordered), confidence=GRAMMAR, form=form)

    def _dates(self, dated: bool) -> None:
        for date in find_dates(self.text[self.start :]):
            start, end = self.start + date.start, self.start + date.end
            if not date.date.parts:
                continue
            behind = self.text[start - 1 : start] == "[" and dated
            if dated and not behind:
                continue
            self.take("accessed" if behind else "date", start, end, start, end)
            dated = True

    def _numbers(self) -> None:
        for match in _NUMBERED.finditer(self.text, self.start):
            if match["alone"]:
                self.take("issue", *match.span("alone"), *match.span())
            elif not any(a < match.end("volume") and match.start("volume") < b for a, b in self.used):
                self.fields.append(Labelled("volume", *match.span("volume")))
                self.take("issue", *match.span("issue"), *match.span())
            else:
                self.take("issue", *match.span("issue"), match.start("issue") - 1, match.end())
        if not any(one.field == "pages" for one in self.fields) and (
            pages := _PAGES_BEHIND.search(self.text, self.start)
        ):
            group = "x" if pages["x"] else "y"
            self.take("pages", *pages.span(group), *pages.span())

    def _imprint(self, contained: bool) -> bool:
        """Give the words that are left to place and publisher; False where more is left than an imprint has."""
        left = list(self._pieces())
        for start, end in left[:]:
            piece = self.text[start:end]
            if contained and piece.isdigit() and not any(one.field == "volume" for one in self.fields):
                self.fields.append(Labelled("volume", start, end))
                left.remove((start, end))
        for start, end in left:
            piece = self.text[start:end]
            colon = re.search(r"\s*[:：]\s*", piece)
            has = {one.field for one in self.fields}
            if colon is not None and not has & {"place", "publisher"}:
                self.fields.append(Labelled("place", start, start + colon.start()))
                self.fields.append(Labelled("publisher", start + colon.end(), end))
            elif fold(piece) in words_of("places") and "place" not in has:
                self.fields.append(Labelled("place", start, end))
            elif "publisher" not in has:
                self.fields.append(Labelled("publisher", start, end))
            else:
                return False
        return True

    def _pieces(self) -> list[tuple[int, int]]:
        pieces = []
        position = self.start
        for start, end in [
            *sorted(span for span in self.used if span[0] >= self.start),
            (len(self.text), len(self.text)),
        ]:
            begin = position
            for stop in [*_SPLIT.finditer(self.text, position, max(start, position)), None]:
                finish = stop.start() if stop else max(start, position)
                printed = self.text[begin:finish]
                if len(printed.strip(_EDGE + "年月日載载第")) > 1 or printed.strip(_EDGE).isdigit():
                    left = begin + len(printed) - len(printed.lstrip(_EDGE))
                    pieces.append((left, begin + len(printed.rstrip(_EDGE))))
                begin = stop.end() if stop else finish
            position = max(position, end)
        return [(a, b) for a, b in pieces if a < b]
