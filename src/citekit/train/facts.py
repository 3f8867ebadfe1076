"""Records to print: the facts of known works, whole or put together anew, as CSL-JSON.

New works take the authors of one known work and the title of another in the same language; a journal keeps its
volumes, pages and years, a publisher its place. What the corpora hardly have (newspapers, theses, translations,
series, several volumes, archives) is made up of what they have and of the parser's own tables.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from citekit.model import Name
from citekit.parse.tables import lines
from citekit.train import bylines, imprints, invented, pools, science, titles
from citekit.train.invented import Item
from citekit.train.records import Work
from citekit.train.tables import by_language

LANGUAGES = ("en", "de", "fr", "it", "es", "pt", "nl", "pl")

_KINDS = {
    "article": 30, "book": 27, "chapter": 17, "paper": 5, "newspaper": 5, "magazine": 2, "thesis": 4, "report": 4,
    "page": 4, "manuscript": 1, "entry": 1,
}  # fmt: skip
_CORPORATE = {"report": 0.3, "webpage": 0.25, "article-journal": 0.01, "book": 0.05}  # authors that are no persons
_INSTITUTION = re.compile(
    r"Universit|Univers(?:ité|ità|idad)|Institut|Ministr|Minister|Council|Commission|Bureau|Department|Agency|"
    r"Association|Museum|Gesellschaft|Akademie|Accademia|Istituto|Centre|Center",
)
_HOUSES = {"it": 0.35, "fr": 0.35, "de": 0.2, "es": 0.2, "pt": 0.1, "nl": 0.1}
"""How many publishers are houses without "press" in their names."""
_STATED = 0.15
"""How many places of English publishers are printed with a state or a country."""
_NEW = 0.08
"""How many places and publishers no list has."""
_VARIED = 0.15
"""How many titles have more than their words."""
_PRESS = re.compile(r"Press|Verlag|Publish|Edit|Édit|Books", re.IGNORECASE)
_ROMAN_VOLUMES = {"it": 0.45, "fr": 0.2, "es": 0.15, "pt": 0.1, "pl": 0.1, "de": 0.05, "en": 0.04}
_BOOKS = frozenset(("book", "thesis", "report"))


class Facts:
    """Pools of facts by language, and the records made from them; all choice is the caller's ``rng``."""

    def __init__(self, works: Sequence[Work]) -> None:
        self.whole: dict[str, list[Work]] = pools.by_language(works)
        self.signed = pools.by_language([work for work in works if work.authors])
        self.edited = pools.by_language([work for work in works if work.editors])
        self.articles = pools.by_language([work for work in works if work.kind not in _BOOKS])
        self.books = pools.by_language([work for work in works if work.kind in _BOOKS])
        self.journals = pools.by_language([work for work in works if work.kind == "article" and work.volume])
        self.volumes = pools.by_language(
            [work for work in works if work.kind in ("chapter", "paper") and work.container]
        )
        self.published = pools.by_language([work for work in works if work.publisher and work.place])
        self.serial = pools.by_language([work for work in works if work.series])
        self.newspapers = pools.periodicals("newspaper")
        self.magazines = pools.periodicals("magazine")
        self.sites = [*pools.periodicals("site")["en"], *pools.periodicals("broadcaster")["en"]]
        self.given = pools.given_names(works)
        self.families = pools.surnames(works)
        self.bodies = [one.strip() for line in lines("organisations") for one in line.split(";") if one.strip()]
        self.houses = [one.strip() for line in lines("houses") for one in line.split(";") if one.strip()]

    def item(self, rng: random.Random, language: str, number: int, kind: str = "") -> Item:
        """Return a record in ``language``, of ``kind`` or of any."""
        kind = kind or rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        item = _MAKERS[kind](self, rng, language)
        if language != "en":
            item["language"] = language
        if ":" in item["title"] and rng.random() < 0.9:
            item["title-short"] = item["title"].split(":")[0]
        elif len(words := item["title"].split()) > 5:
            item["title-short"] = " ".join(words[: rng.randint(2, 4)]).rstrip(".,:;-–")
        return {**item, "id": str(number)}

    def work(self, rng: random.Random, language: str) -> Work:
        """Return an article, a chapter or a book as plain facts."""
        kind = rng.choices(("article", "chapter", "book"), (5, 3, 4))[0]
        item = self.item(rng, language, 0, kind)

        def names(variable: str) -> tuple[Name, ...]:
            return tuple(Name.from_csl(name) for name in item.get(variable, ()))

        return Work(
            kind, names("author"), item["title"], str(item["issued"]["date-parts"][0][0]),
            item.get("container-title", ""), item.get("volume", ""), item.get("issue", ""), item.get("page", ""),
            item.get("publisher", ""), item.get("publisher-place", ""), names("editor"), names("translator"),
            language=language,
        )  # fmt: skip

    def _pick(self, pool: dict[str, list[Work]], rng: random.Random, language: str) -> Work | None:
        """A work of this language, or now and then of another."""
        other = rng.choices(LANGUAGES[:5], (60, 12, 12, 12, 4))[0] if rng.random() < 0.1 else language
        works = pool.get(other) or pool.get(language) or pool.get("en")
        return rng.choice(works) if works else None

    def _base(self, rng: random.Random, language: str, pool: dict[str, list[Work]], kind: str) -> Item:
        """Title, authors and year."""
        work = self._pick(pool, rng, language) or self._pick(self.whole, rng, language)
        if work is None:
            raise ValueError("there are no works to take facts from")
        signed = work if work.authors and rng.random() < 0.4 else self._pick(self.signed, rng, language) or work
        title = work.title
        if rng.random() < _VARIED and (other := self._pick(self.whole, rng, language)):
            title = titles.varied(rng, title, other.title)
        item: Item = {"type": kind, "title": title, "issued": invented.date(int(work.year))}
        if signed.authors:
            authors = signed.authors
            if len(authors) > 2 and rng.random() < 0.3:
                authors = authors[: rng.randint(1, 2)]
            item["author"] = self._names(authors, rng, language)
        if rng.random() < _CORPORATE.get(kind, 0.03):
            item["author"] = [{"literal": self.body(rng, language)}]
        if work.doi and rng.random() < 0.5:
            item["DOI"] = work.doi
        elif work.url and re.match(r"https?://[^\s<>()]+$", work.url) and rng.random() < 0.5:
            item["URL"] = work.url
            item["accessed"] = invented.day(rng, int(work.year))
        return item

    def body(self, rng: random.Random, language: str) -> str:
        """An institution: a publisher that is one, or a known body."""
        for _ in range(6):
            work = self._pick(self.published, rng, language)
            if work is not None and _INSTITUTION.search(work.publisher) and not _PRESS.search(work.publisher):
                return work.publisher
        return rng.choice(self.bodies)

    def complete(self, item: Item, rng: random.Random, language: str) -> Item:
        """Return a record with what its kind may lack, where print wants it."""
        item = dict(item)
        if "editor" not in item:
            self._editors(item, rng, language)
        if "translator" not in item and (translator := self._pick(self.signed, rng, language)):
            item["translator"] = self._names(translator.authors[:1], rng, language)
        if "publisher" not in item or "publisher-place" not in item:
            self._imprint(item, rng, language)
        if "container-title" not in item and (book := self._pick(self.books, rng, language)):
            item["container-title"] = book.title
        if "collection-title" not in item:
            self._series(item, rng, language, 0.5)
            item.setdefault("collection-title", rng.choice(by_language("words", "series", language)))
        if "genre" not in item:
            item["genre"] = rng.choice(invented.THESES.get(language, invented.THESES["en"]))
        item.setdefault("number", str(rng.randint(1, 1500)))
        item.setdefault("issue", str(rng.randint(1, 24)))
        item.setdefault("page", invented.pages(rng))
        item.setdefault("volume", str(rng.randint(1, 400)))
        item.setdefault("URL", invented.address(rng, item.get("publisher", "example"), item["title"]))
        item.setdefault("DOI", f"10.{rng.randint(1000, 9999)}/{rng.choice('abcjst')}.{rng.randint(1000, 999999)}")
        return item

    def _imprint(self, item: Item, rng: random.Random, language: str) -> None:
        work = self._pick(self.published, rng, language)
        if work is None:
            return
        publisher, place = work.publisher, work.place
        if rng.random() < _NEW:
            place = imprints.small_town(rng, language)
        elif language == "en" and rng.random() < _STATED:
            place = imprints.town(rng)
        if rng.random() < _NEW and (families := self._families(language)):
            publisher = imprints.press(rng, language, families)
        if rng.random() < _HOUSES.get(language, 0.0):
            publisher = rng.choice(self.houses)
        draw = rng.random()
        if draw < 0.8:
            item["publisher"], item["publisher-place"] = publisher, place
        elif draw < 0.92:
            item["publisher-place"] = place
        else:
            item["publisher"] = publisher

    def _series(self, item: Item, rng: random.Random, language: str, share: float) -> None:
        work = self._pick(self.serial, rng, language)
        if work is None or rng.random() > share:
            return
        item["collection-title"] = work.series
        if rng.random() < 0.6:
            item["collection-number"] = str(rng.randint(1, 400))

    def _editors(self, item: Item, rng: random.Random, language: str) -> None:
        work = (
            self._pick(self.edited, rng, language)
            if rng.random() < 0.6
            else self._pick(self.signed, rng, language)
        )
        if work is not None:
            item["editor"] = self._names(
                (work.editors or work.authors)[: rng.choice([1, 2, 2, 3, 4])], rng, language
            )

    def _names(self, names: Sequence[Name], rng: random.Random, language: str) -> list[Item]:
        """Names as CSL-JSON; half of the lists have their initials spelled out."""
        families = self._families(language)
        items = [bylines.renamed(rng, name.to_csl(), families) for name in names]
        if rng.random() < 0.5:
            return items
        for item in items:
            initials = re.findall(r"([^\W\d_])\.", item.get("given", ""))
            pools = [self.given.get(language + one) or self.given.get("en" + one) for one in initials]
            if initials and pools[0]:
                rest = [f"{one}." for one in initials[1:]]
                item["given"] = " ".join([rng.choice(pools[0]), *rest])
        return items

    def _families(self, language: str) -> list[str]:
        return self.families.get(language) or self.families.get("en") or []

    def _article(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.articles, "article-journal")
        journal = self._pick(self.journals, rng, language)
        if journal is None:
            return item
        item |= {
            "container-title": journal.container,
            "volume": journal.volume,
            "issued": invented.date(int(journal.year)),
        }
        if journal.volume.isdigit() and rng.random() < _ROMAN_VOLUMES.get(language, 0.05):
            item["volume"] = invented.roman(int(journal.volume))
        if journal.issue or rng.random() < 0.15:
            item["issue"] = journal.issue or str(rng.randint(1, 12))
        if rng.random() < 0.95:
            item["page"] = journal.pages or invented.pages(rng)
        if rng.random() < 0.15:
            item["issued"] = invented.date(int(journal.year), rng.randint(1, 12))
        elif rng.random() < 0.03:
            item["issued"] = invented.date(int(journal.year)) | {"season": rng.randint(1, 4)}
        if rng.random() < 0.08 and "DOI" not in item:
            item["DOI"] = f"10.{rng.randint(1000, 9999)}/{rng.choice('abcjst')}.{rng.randint(1000, 999999)}"
        return item

    def _book(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.books, "book")
        self._imprint(item, rng, language)
        self._series(item, rng, language, 0.15)
        draw = rng.random()
        if draw < 0.12:
            item.pop("author", None)
            self._editors(item, rng, language)
        elif draw < 0.17:
            self._editors(item, rng, language)
        elif draw < 0.27 and (translator := self._pick(self.signed, rng, language)):
            item["translator"] = self._names(translator.authors[:1], rng, language)
            if rng.random() < 0.2:
                item["original-date"] = invented.date(int(item["issued"]["date-parts"][0][0]) - rng.randint(3, 90))
        if rng.random() < 0.12:
            item["edition"] = str(rng.randint(2, 9))
        if rng.random() < 0.06:
            item[rng.choice(["volume", "number-of-volumes"])] = str(rng.randint(2, 9))
        if rng.random() < 0.04:
            item["number-of-pages"] = str(rng.randint(60, 900))
        if rng.random() < 0.02:
            item["ISBN"] = invented.isbn(rng)
        return item

    def _chapter(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.articles, "chapter")
        book = self._pick(self.volumes, rng, language)
        other = self._pick(self.books, rng, language)
        if book is None or (other is not None and rng.random() < 0.6):
            book = other
        item["container-title"] = (book.container or book.title) if book is not None else item["title"]
        if rng.random() < 0.8:
            self._editors(item, rng, language)
        self._imprint(item, rng, language)
        self._series(item, rng, language, 0.12)
        if rng.random() < 0.85:
            item["page"] = invented.pages(rng)
        if rng.random() < 0.05:
            item["volume"] = str(rng.randint(1, 9))
        return item

    def _paper(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.articles, "paper-conference")
        work = self._pick(self.volumes, rng, language)
        if work is not None and rng.random() < 0.75:
            item["container-title"] = work.container
        else:
            topic = self._pick(self.books, rng, "en")
            words = (topic.title if topic is not None else item["title"]).split(":")[0]
            year = item["issued"]["date-parts"][0][0]
            item["container-title"] = (
                science.conference(rng, year) if rng.random() < 0.15 else invented.meeting(rng, words, year)
            )
        if rng.random() < 0.5:
            self._imprint(item, rng, language)
        if rng.random() < 0.25:
            self._editors(item, rng, language)
        if rng.random() < 0.2 and (place := self._pick(self.published, rng, language)):
            item["event-place"] = place.place
        self._series(item, rng, language, 0.15)
        if rng.random() < 0.8:
            item["page"] = invented.pages(rng)
        return item

    def _periodical(self, rng: random.Random, language: str, names: dict[str, list[str]], kind: str) -> Item:
        item = self._base(rng, language, self.articles, kind)
        item["container-title"] = rng.choice(names.get(language) or names["en"])
        item["issued"] = invented.day(rng, int(item["issued"]["date-parts"][0][0]))
        if "author" in item:
            item["author"] = item["author"][:1]
            if rng.random() < 0.35:
                del item["author"]
        if rng.random() < 0.45:
            item["page"] = rng.choice(["", "", "A", "B", "C"]) + str(rng.randint(1, 48))
        if rng.random() < 0.35:
            item["URL"] = invented.address(rng, item["container-title"], item["title"])
            if rng.random() < 0.6:
                item["accessed"] = invented.day(rng, 2010)
        return item

    def _newspaper(self, rng: random.Random, language: str) -> Item:
        return self._periodical(rng, language, self.newspapers, "article-newspaper")

    def _magazine(self, rng: random.Random, language: str) -> Item:
        return self._periodical(rng, language, self.magazines, "article-magazine")

    def _thesis(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.books, "thesis")
        item["author"] = item.get("author", [])[:1]
        item["genre"] = rng.choice(invented.THESES[language])
        work = self._pick(self.published, rng, language)
        if work is not None:
            university = invented.UNIVERSITIES[language]
            town = re.split(r"[,/(]| - | (?:und|and|et|e|y) ", work.place)[0].strip()
            item["publisher"] = university.format(town)
            if rng.random() < 0.4:
                item["publisher-place"] = town
        return item

    def _report(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.books if rng.random() < 0.5 else self.articles, "report")
        item["genre"] = rng.choice(invented.REPORTS.get(language, invented.REPORTS["en"]))
        if rng.random() < 0.6:
            item["number"] = rng.choice(
                [str(rng.randint(1, 2000)), f"{rng.choice('TRW')}{rng.choice('RPN')}-{rng.randint(1, 99)}"]
            )
        self._imprint(item, rng, language)
        if rng.random() < 0.2:
            item["URL"] = invented.address(rng, item.get("publisher", "example"), item["title"])
        return item

    def _page(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.articles, "webpage")
        site = rng.choice(self.newspapers.get(language, [])[:12] + self.sites)
        if rng.random() < 0.6:
            item["container-title"] = site
        item["URL"] = invented.address(rng, site, item["title"])
        if rng.random() < 0.7:
            item["accessed"] = invented.day(rng, rng.randint(2000, 2023))
        if rng.random() < 0.4:
            item["issued"] = invented.day(rng, int(item["issued"]["date-parts"][0][0]))
        if rng.random() < 0.15:
            del item["issued"]
        return item

    def _manuscript(self, rng: random.Random, language: str) -> Item:
        item = self._base(rng, language, self.books, "manuscript")
        archive, place = rng.choice(invented.ARCHIVES.get(language, invented.ARCHIVES["en"]))
        item |= {"archive": archive, "archive-place": place}
        item["archive_location"] = rng.choice(invented.SHELFMARKS).format(
            a=rng.randint(100, 9999), b=rng.randint(1, 200), c=rng.randint(1, 30)
        )
        return item

    def _entry(self, rng: random.Random, language: str) -> Item:
        item = self._chapter(rng, language)
        item["type"] = "entry-encyclopedia"
        item["title"] = " ".join(item["title"].split()[: rng.randint(1, 3)]).rstrip(".,:;")
        return item


_MAKERS: dict[str, Callable[[Facts, random.Random, str], Item]] = {
    "article": Facts._article, "book": Facts._book, "chapter": Facts._chapter, "paper": Facts._paper,
    "newspaper": Facts._newspaper, "magazine": Facts._magazine, "thesis": Facts._thesis, "report": Facts._report,
    "page": Facts._page, "manuscript": Facts._manuscript, "entry": Facts._entry,
}  # fmt: skip
