"""What stands behind a marked title, chunk by chunk: each is given its field, or the reading is given up."""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled
from citekit.parse.grammars.chunks import Chunk
from citekit.parse.grammars.vocabulary import JOURNAL, PERIODICAL, are_places
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation, is_title_case
from citekit.parse.recognisers.numbering import BARE_RANGE
from citekit.parse.tables import fold, numbered, periodicals, words

MARKED = ("quoted", "italic")
_SIMPLE = ("url", "doi", "isbn", "issn", "arxiv", "pmid", "pmcid", "volume", "issue", "chapter", "edition",
           "editor", "translator", "accessed", "day", "medium")  # fmt: skip
_BRACKETED_END = re.compile(r"\s*\[([^\[\]]+)\]\s*[.,]?$")
_COLON_WITHIN = re.compile(
    r"(?P<name>[A-ZÀ-Þ][^.,:;()\d]+: [A-ZÀ-Þ][^.,:;()\d]+?),?\s(?:[Vv]ol\.?\s)?\d+(?:\s?[(:,.]|\s\()"
)
"""A periodical with a colon in its name and a number behind: "Planning D: Society and Space 23 (3)"."""
_ISSUES_A_YEAR = 12
_LETTERED_PAGE = re.compile(r"[A-Z]\d{1,3}")
_LINK_LABEL = re.compile(r"(?:available\s+(?:at|from|online)|retrieved\s+from|online(?:\s+at)?|verfügbar\s+unter|"
                         r"URL|from|at|"
                         r"disponible\s+(?:en|sur|à)|disponibile\s+(?:su|a)|doi|abrufbar\s+unter|unter|eprint|"
                         r"via)",
                         re.IGNORECASE)  # fmt: skip


class Reading:
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
        """Give a stretch its field."""
        self.fields.append(Labelled(field, start, end))

    def has(self, field: str) -> bool:
        """Tell whether ``field`` was read."""
        return any(one.field == field for one in self.fields)

    def numbered_only(self) -> None:
        """Take the number of a periodical that has no volumes for its volume: "Critique, n° 157, 1960".

        A small number may count within the year ("No. 1, 2018"), but hardly where French or Italian marks it.
        """
        if self.title.kind != "quoted" or not self.has("container") or self.has("volume"):
            return
        for index, one in enumerate(self.fields):
            number = re.match(r"\d+", self.text[one.start : one.end])
            if one.field == "issue" and number is not None:
                romance = re.search(r"(?:[nN][°º]s?|\bn\.[°º]?|\bno)\s?$", self.text[: one.start])
                if romance is not None or (int(number[0]) > _ISSUES_A_YEAR and not self._in_the_news()):
                    self.fields[index] = one._replace(field="volume")

    def _in_the_news(self) -> bool:
        container = self._last("container")
        kind = periodicals().get(fold(self.text[container.start : container.end]))
        return kind in ("newspaper", "magazine")

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
            return self._pages(chunk, following)
        if chunk.kind == "date":
            return self._date(chunk)
        if chunk.kind in MARKED:
            if self.has("container"):
                return False
            self._contain(chunk.inner_start, chunk.inner_end)
            return True
        if chunk.kind == "number":
            return self._number(chunk, following)
        return self._words(chunk, before, following)

    def _pages(self, chunk: Chunk, following: list[Chunk]) -> bool:
        """Pages, or the double issue in "19 (1-2)"; a second range behind a colon leaves the first doubtful."""
        if self.text[chunk.start - 1] == "#":
            return False
        if self._double_volume(chunk, following):
            self.add("volume", chunk.inner_start, chunk.inner_end)
            return True
        dated = any(one.field == "date" and one.start > self.container_at for one in self.fields)
        bracketed = "(" in chunk.lead and chunk.start == chunk.inner_start and not dated
        if bracketed and self.has("volume") and not self.has("issue"):
            self.add("issue", chunk.inner_start, chunk.inner_end)
            return True
        if self.has("pages") and ":" in chunk.lead:
            return False
        self.add("pages", chunk.inner_start, chunk.inner_end)
        return True

    def _double_volume(self, chunk: Chunk, following: list[Chunk]) -> bool:
        """Whether the range behind a periodical and before "(1977)" counts volumes: "«Quaderni», 9-10 (1977)"."""
        return (
            chunk.start == chunk.inner_start
            and not self.has("volume")
            and 0 < chunk.start - self.container_at <= 3
            and set(chunk.lead) <= set(', ”»"’*')
            and len(following) > 1
            and following[0].kind == "date"
            and "(" in following[0].lead
        )

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
            and (
                following[0].kind in ("date", "pages")
                or (following[0].kind == "number" and "," in following[0].lead)
            )
        ):
            self.add("issue", chunk.start, chunk.end)
            return True
        dated_before = any(one.field == "date" and one.start > self.container_at for one in self.fields)
        if self.text[chunk.end - 1] == "p":
            self.add("pages", chunk.start, chunk.end - 1)  # "24p."
        elif (
            self.has("container")
            and not self.has("volume")
            and not after_colon
            and (not dated_before or self._before_extent(following))
        ):
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
        elif any(one.kind == "pages" and one.start == one.inner_start for one in following):
            return False
        elif after_colon or self.has("date") or self.has("publisher") or last:
            self.add("pages", chunk.start, chunk.end)
        else:
            return False
        return True

    def _before_extent(self, following: list[Chunk]) -> bool:
        """Whether an issue or an extent follows the number: "2002, 12 (3), pp 163-189", "1971, 2, 107–124"."""
        if not following:
            return False
        return following[0].kind == "pages" or (following[0].kind == "number" and "(" in following[0].lead)

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
        elif _LETTERED_PAGE.fullmatch(text) and "(" in chunk.lead and self.has("volume") and not self.has("issue"):
            self.add("issue", chunk.start, chunk.end)  # "107 (S6), S95-S126"
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
        paged = BARE_RANGE.search(self.text, chunk.end) is not None
        if re.fullmatch(r"[A-Z]{2,6}", text):
            return paged
        return JOURNAL.search(text) is not None or (paged and PERIODICAL.search(text) is not None)

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
