"""Citations whose title is marked by quotation marks or italics: read by rule, or left to the labeller.

Names, then the marked title, then what the recognisers know and words whose place says what they are: a
periodical, an institution, a place with its publisher. The reading is sure only where nothing is left over.
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.chunks import Chunk, cut, marks_words
from citekit.parse.grammars.east_asian import read_east_asian
from citekit.parse.grammars.gost import read_gost
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation, is_title_case
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.numbering import BARE_RANGE
from citekit.parse.tables import fold, numbered, periodicals, words

_MARKED = ("quoted", "italic")
_SIMPLE = ("url", "doi", "isbn", "issn", "arxiv", "pmid", "pmcid", "volume", "issue", "chapter", "edition",
           "editor", "translator", "accessed", "day", "medium")  # fmt: skip
_BRACKETED_END = re.compile(r"\s*\[([^\[\]]+)\]\s*[.,]?$")
_SERIES_BEFORE = re.compile(r"(?:\bcoll(?:ection|ana|\.)?|\(|\bcol\.|\bReihe|\bserie)\s*$", re.IGNORECASE)
"""What introduces a series in quotation marks: "Gallimard, coll. « Folio »", "Rizzoli («BUR», 12)"."""
_PERIODICAL = re.compile(
    r"\b(?:journal|review|revue|rivista|revista|zeitschrift|annals|annales|annali|archiv\w*|bulletin|bollettino|boletín|"
    r"proceedings|transactions|quarterly|studies|studien|studi|magazine|letters|yearbook|jahrbuch|cahiers|quaderni|"
    r"cuadernos|international|conference|symposium)\b",
    re.IGNORECASE,
)
_COLON_WITHIN = re.compile(r"(?P<name>[A-ZÀ-Þ][^.,:;()\d]+: [A-ZÀ-Þ][^.,:;()\d]+?),?\s\d+(?:\s?[(:,.]|\s\()")
"""A periodical with a colon in its name and a number behind: "Planning D: Society and Space 23 (3)"."""
_LETTERED_PAGE = re.compile(r"[A-Z]\d{1,3}")
_LINK_LABEL = re.compile(r"(?:available\s+(?:at|from|online)|retrieved\s+from|online(?:\s+at)?|verfügbar\s+unter|"
                         r"URL|from|at|"
                         r"disponible\s+(?:en|sur|à)|disponibile\s+(?:su|a)|doi|abrufbar\s+unter|unter|eprint|"
                         r"via)",
                         re.IGNORECASE)  # fmt: skip


def read_marked(text: str, start: int = 0, end: int | None = None) -> Labelling | None:
    """Return the fields of ``text`` if its title is marked and every word finds its place, else None.

    The forms of East Asian and of Russian print are read by grammars of their own.
    """
    if start == 0 and end is None and (found := read_east_asian(text) or read_gost(text)) is not None:
        return found
    opened = _opening(text, start, end)
    if opened is None:
        return None
    reading, rest = opened
    title = reading.title
    for index, chunk in enumerate(rest):
        if not reading.take(chunk, rest[index - 1] if index else title, rest[index + 1 : index + 2]):
            return None
    reading.newspaper_at_front()
    return Labelling(tuple(sorted(reading.fields, key=lambda f: f.start)), confidence=GRAMMAR, form=title.kind)


def read_opening(text: str) -> tuple[list[Labelled], int] | None:
    """Return names and marked title, where they are sure, and where the title ends; None where they are not."""
    opened = _opening(text)
    return None if opened is None else (opened[0].fields, opened[0].title.end)


def _opening(text: str, start: int = 0, end: int | None = None) -> tuple[_Reading, list[Chunk]] | None:
    if not find_marks(text):
        return None
    chunks = cut(text, start, end)
    first = next((i for i, chunk in enumerate(chunks) if chunk.kind in _MARKED), None)
    if first is None or marks_words(text, chunks[first : first + 2]):
        return None
    if re.search(r"\b(?:in|en|dans|nella?|w)\b:?\s*$", chunks[first].lead, re.IGNORECASE):
        return _contained(text, chunks, first)
    front = _front(text, chunks[:first])
    if front is None:
        if _SERIES_BEFORE.search(text, 0, chunks[first].start):
            return None
        numbered = first + 1 < len(chunks) and chunks[first + 1].kind in ("number", "volume", "issue", "date")
        return _contained(text, chunks, first) if numbered else None
    reading = _Reading(text, chunks[first])
    reading.fields += front
    return reading, reading.translated(chunks[first + 1 :])


def _contained(text: str, chunks: list[Chunk], first: int) -> tuple[_Reading, list[Chunk]] | None:
    """Read "M. Rossi, Il porto antico, in «Archivio»", where only the periodical is marked."""
    front = chunks[:first]
    for split in range(1, first):
        opening = front[split]
        if any(chunk.kind != "words" for chunk in front[: split + 1]):
            return None
        if len(text[opening.start : opening.end].split()) < 2 and split < first - 1:
            continue  # "Rossi, Mario, Il porto antico"
        if reads_as_names(text[front[0].start : front[split - 1].end]):
            end = front[-1].end
            reading = _Reading(text, Chunk("quoted", opening.start, end, opening.start, end))
            reading.add("author", front[0].start, front[split - 1].end)
            return reading, chunks[first:]
    return None


def _front(text: str, chunks: list[Chunk]) -> list[Labelled] | None:
    """What precedes the title: names, perhaps a number before and a year behind; None for anything else."""
    fields: list[Labelled] = []
    if chunks and chunks[0].kind == "number" and chunks[0].start <= 1:
        fields.append(Labelled("citation-number", chunks[0].start, chunks[0].end))
        chunks = chunks[1:]
    if chunks and chunks[-1].kind == "date":
        fields.append(Labelled("date", chunks[-1].start, chunks[-1].end))
        chunks = chunks[:-1]
    if not chunks:
        return fields
    if any(chunk.kind != "words" for chunk in chunks):
        return None
    start, end = chunks[0].start, chunks[-1].end
    if text[end : end + 1] == "." and re.search(r"(?:\b\w|\bal|\beds?|\b[A-Z][a-z]{1,2})$", text[start:end]):
        end += 1
    if not reads_as_names(text[start:end]):
        return None
    editors = re.search(r"\b(?:eds?\.?|Hrsg\.?|Hg\.|a cura di|dir\.)\s*\)?$", text[start:end])
    return [Labelled("editor" if editors else "author", start, end), *fields]


class _Reading:
    """The fields read so far behind a marked title."""

    def __init__(self, text: str, title: Chunk) -> None:
        self.text = text
        self.title = title
        self.fields: list[Labelled] = []
        self.container_at = -1
        inner_end = title.inner_end
        if match := _BRACKETED_END.search(text, title.inner_start, inner_end):
            self.add("translated-title", match.start(1), match.end(1))
            inner_end = match.start()
        self.add("title", title.inner_start, inner_end)

    def add(self, field: str, start: int, end: int) -> None:
        self.fields.append(Labelled(field, start, end))

    def has(self, field: str) -> bool:
        return any(one.field == field for one in self.fields)

    def newspaper_at_front(self) -> None:
        """Take "The Times, ‘Strikes spread’, 4 May 1968" for an article of a newspaper, not by one."""
        author = next((one for one in self.fields if one.field == "author"), None)
        if author is None or self.title.kind != "quoted" or self.has("container"):
            return
        kind = periodicals().get(fold(self.text[author.start : author.end].strip(" .,")))
        if kind in ("newspaper", "magazine"):
            self.fields.remove(author)
            self.add("container", author.start, author.end)

    def translated(self, rest: list[Chunk]) -> list[Chunk]:
        """Take the translation that follows a title in square brackets, and return what is left."""
        if (
            rest
            and rest[0].kind in ("words", "quoted")
            and rest[0].lead.strip() == "["
            and not self.has("translated-title")
        ):
            end = self.text.find("]", rest[0].start)
            self.add("translated-title", rest[0].start, end if end > 0 else rest[0].end)
            return [chunk for chunk in rest if end < 0 or chunk.start > end][0 if end > 0 else 1 :]
        return rest

    def take(self, chunk: Chunk, before: Chunk, following: list[Chunk]) -> bool:
        """Give ``chunk`` its field; False where it has no sure place."""
        if chunk.start < self.container_at:
            return True  # the second half of a periodical with a colon
        if chunk.kind == "editor" and self._editors_before(chunk):
            return True
        if chunk.kind in _SIMPLE:
            self.add(chunk.kind, chunk.inner_start, chunk.inner_end)
            return True
        if chunk.kind == "pages":
            return self._pages(chunk)
        if chunk.kind == "date":
            return self._date(chunk)
        if chunk.kind in _MARKED:
            if self.has("container"):
                return False
            self._contain(chunk.inner_start, chunk.inner_end)
            return True
        if chunk.kind == "number":
            return self._number(chunk, following)
        return self._words(chunk, before, following)

    def _pages(self, chunk: Chunk) -> bool:
        """Pages, or the double issue in "19 (1-2)"; a second range behind a colon leaves the first doubtful."""
        dated = any(one.field == "date" and one.start > self.container_at for one in self.fields)
        bracketed = "(" in chunk.lead and chunk.start == chunk.inner_start and not dated
        if bracketed and self.has("volume") and not self.has("issue"):
            self.add("issue", chunk.inner_start, chunk.inner_end)
            return True
        if self.has("pages") and ":" in chunk.lead:
            return False
        self.add("pages", chunk.inner_start, chunk.inner_end)
        return True

    def _date(self, chunk: Chunk) -> bool:
        if not self.has("date") or self._year_in_container():
            self.add("date", chunk.start, chunk.end)
        elif (
            self.has("container")
            and self.text[chunk.start : chunk.end].isdigit()
            and not self.has("pages")
            and chunk.depth == 0
        ):
            self.add("pages", chunk.start, chunk.end)  # "(1976) 89 Harvard Law Review 1685"
        else:
            return False
        return True

    def _year_in_container(self) -> bool:
        """Give the first year to the container where it ends it: "in: Signs Report 2014. Santiago, 2015"."""
        first = self._last("date")
        imprint = [one.start for one in self.fields if one.field in ("place", "publisher")]
        if not 0 <= first.start - self.container_at <= 2 or not imprint or max(imprint) < first.start:
            return False
        container = self._last("container")
        self.fields.remove(first)
        self.fields.remove(container)
        self._contain(container.start, first.end)
        return True

    def _contain(self, start: int, end: int) -> None:
        self.container_at = end
        self.add("container", start, end)

    def _number(self, chunk: Chunk, following: list[Chunk]) -> bool:
        """A bare number: the volume behind a periodical or before it, the issue in "14:1 (2002)", the page."""
        after_colon = ":" in chunk.lead
        last = not following
        if (
            after_colon
            and self.has("volume")
            and not self.has("issue")
            and following
            and (following[0].kind == "date" or (following[0].kind == "number" and "," in following[0].lead))
        ):
            self.add("issue", chunk.start, chunk.end)
            return True
        dated_before = any(one.field == "date" and one.start > self.container_at for one in self.fields)
        if self.has("container") and not self.has("volume") and not dated_before and not after_colon:
            self._volume(chunk)
        elif self._issue_between(chunk, following) or (
            "(" in chunk.lead and self.has("volume") and not self.has("issue")
        ):
            self.add("issue", chunk.start, chunk.end)
        elif (
            self.has("date")
            and not self.has("container")
            and self.title.kind == "quoted"
            and not self.has("volume")
            and not self.has("place")
            and not self.has("publisher")
        ):
            self.add("volume", chunk.start, chunk.end)
        elif after_colon or self.has("date") or self.has("publisher") or last:
            self.add("pages", chunk.start, chunk.end)
        else:
            return False
        return True

    def _editors_before(self, chunk: Chunk) -> bool:
        """Read "In D. F. Halpern and M. D. Hakel, eds. Applying the Science": the names stand before "eds."."""
        if self.has("editor") or not 0 < chunk.start - self.container_at <= 3:
            return False
        names = self._last("container")
        before, behind = self.text[names.start : names.end], self.text[chunk.inner_start : chunk.inner_end]
        if not reads_as_names(before) or is_organisation(before) or reads_as_names(behind):
            return False
        self.fields.remove(names)
        self.add("editor", names.start, names.end)
        self._contain(chunk.inner_start, chunk.inner_end)
        return True

    def _volume(self, chunk: Chunk) -> None:
        """Take "135/1" for a volume and its issue, "12/13" for a double volume."""
        volume, _, issue = self.text[chunk.start : chunk.end].partition("/")
        if issue.isdigit() and volume.isdigit() and int(issue) < 14 and int(issue) != int(volume) + 1:
            self.add("volume", chunk.start, chunk.start + len(volume))
            self.add("issue", chunk.end - len(issue), chunk.end)
        else:
            self.add("volume", chunk.start, chunk.end)

    def _issue_between(self, chunk: Chunk, following: list[Chunk]) -> bool:
        """Whether the number stands between the volume and the pages: "World Politics, 48, 2, 143-79"."""
        volume = next((one for one in self.fields if one.field == "volume"), None)
        return (
            volume is not None
            and "," in chunk.lead
            and not self.has("issue")
            and 0 < chunk.start - volume.end <= 3
            and bool(following)
            and following[0].kind in ("pages", "date")
        )

    def _words(self, chunk: Chunk, before: Chunk, following: list[Chunk]) -> bool:
        text = self.text[chunk.start : chunk.end]
        if following and following[0].kind in ("url", "doi") and _LINK_LABEL.fullmatch(text.strip(" :")):
            return True
        joined_in = re.search(r"\b(?:in|en|dans|nella?|w)\b:?\s*$", chunk.lead, re.IGNORECASE) is not None
        kind = periodicals().get(fold(text))
        two_parts = _COLON_WITHIN.match(self.text, chunk.start) if self.title.kind == "quoted" else None
        if not self.has("container") and two_parts is not None and not self.has("place") and not are_places(text):
            self._contain(chunk.start, two_parts.end("name"))
        elif not self.has("container") and (joined_in or kind):
            self._contain(chunk.start, chunk.end)
        elif _LETTERED_PAGE.fullmatch(text) and self.has("container") and not self.has("pages"):
            self.add("pages", chunk.start, chunk.end)
        elif self._place_and_publisher(chunk, before, following):
            pass
        elif self._reporter(chunk, following) or self._holds_articles(chunk):
            self._contain(chunk.start, chunk.end)
        elif is_organisation(text) and is_title_case(text) and not self.has("publisher"):
            self.add("publisher", chunk.start, chunk.end)
        else:
            return self._by_date(chunk, following)
        return True

    def _reporter(self, chunk: Chunk, following: list[Chunk]) -> bool:
        """A periodical that the tables do not know: a number follows it, or "(1983) 46 Modern Law Review 1"."""
        if self.has("container") or self.has("place") or self.title.kind != "quoted" or not following:
            return False
        if following[0].kind in ("number", "volume", "issue"):
            return True
        return following[0].kind in ("pages", "date") and self.has("date") and "," not in following[0].lead

    def _holds_articles(self, chunk: Chunk) -> bool:
        """The periodical or proceedings behind a quoted title, where pages follow and nothing was a place."""
        if self.title.kind != "quoted" or self.has("container") or self.has("place") or self.has("publisher"):
            return False
        text = self.text[chunk.start : chunk.end]
        return bool(_PERIODICAL.search(text)) and BARE_RANGE.search(self.text, chunk.end) is not None

    def _place_and_publisher(self, chunk: Chunk, before: Chunk, following: list[Chunk]) -> bool:
        text = self.text[chunk.start : chunk.end]
        if self.has("place") and re.search("[:：]", chunk.lead) and not self.has("publisher"):
            self.add("publisher", chunk.start, chunk.end)
            return True
        if (
            self.has("place")
            and before.end == self._last("place").end
            and fold(text.strip(".")) in words("places")
        ):
            last = self._last("place")  # "Cambridge, MA"
            self.fields.remove(last)
            self.add("place", last.start, chunk.end)
            return True
        colon_follows = (
            bool(following) and following[0].kind == "words" and following[0].lead.strip() in (":", "：")
        )
        if not self.has("place") and (
            are_places(text)
            or (colon_follows and re.fullmatch(r"(?![A-Z]{3,}$)[A-ZÀ-Þ\u4e00-\u9fff][^\d]{1,30}", text))
        ):
            self.add("place", chunk.start, chunk.end)
            return True
        return False

    def _last(self, field: str) -> Labelled:
        return [one for one in self.fields if one.field == field][-1]

    def _by_date(self, chunk: Chunk, following: list[Chunk]) -> bool:
        """Unknown words before the date: a periodical or site if day or month are given, else a publisher."""
        if following and following[0].kind in ("editor", "translator") and self.container_at >= chunk.start - 2:
            container = self._last("container")  # "in Resources of Hope: Culture, Democracy, ed. by"
            self.fields.remove(container)
            self._contain(container.start, chunk.end)
            return True
        if not following or following[0].kind != "date" or self.has("publisher"):
            return False
        if fold(self.text[chunk.start : chunk.end]) in numbered("seasons") | numbered("months"):
            return False
        precise = re.search(r"[^\W\d_年]", self.text[following[0].start : following[0].end]) is not None
        if precise and not self.has("container"):
            self._contain(chunk.start, chunk.end)
        elif not precise and (self.title.kind == "italic" or self.has("container")):
            self.add("publisher", chunk.start, chunk.end)
        else:
            return False
        return True


def are_places(text: str) -> bool:
    """Tell whether ``text`` is a place of publication or several ("London–New York", "Paris/Berlin")."""
    parts = re.split(r"\s*[–/;&,]\s*|\s+(?:and|und|et|e|y)\s+", text)
    return fold(text) in words("places") or all(fold(part.strip(" .")) in words("places") for part in parts)
