"""References as reference managers and registries hold them: plain, complete, and with their small untidinesses.

The counterpart of csl_items.py, whose items are chosen to be awkward. Half are what Zotero exports (full dates,
access dates, languages as people type them, short titles, abbreviated journals), half what Crossref gives for a
DOI (partial dates, article numbers for pages, all names parted). The same seed gives the same items; nothing in
them is a fact.
"""

from __future__ import annotations

from typing import Any

from csl_items import BODIES, FAMILIES, GIVENS, JOURNALS, PUBLISHERS, Generator, Item

ZOTERO = {
    "article-journal": (
        40,
        "container-title container-title-short/.5 volume/.95 issue/.85 page/.9 DOI/.8 ISSN/.8",
    ),
    "book": (
        16,
        "publisher publisher-place/.8 ISBN/.8 number-of-pages/.5 edition/.2 collection-title/.15 editor/.05",
    ),
    "chapter": (12, "container-title publisher publisher-place/.8 page/.9 editor/.8 ISBN/.5 edition/.1"),
    "webpage": (8, "container-title/.8"),
    "paper-conference": (6, "container-title event-title/.4 event-place/.3 publisher/.6 page/.8 DOI/.5"),
    "thesis": (4, "publisher publisher-place/.5 genre/.8 number-of-pages/.3"),
    "report": (4, "publisher publisher-place/.5 number/.5 genre/.3 page/.2"),
    "article-newspaper": (4, "container-title section/.2 publisher-place/.2 page/.3"),
    "article-magazine": (2, "container-title volume/.3 issue/.3 page/.4"),
    "post-weblog": (2, "container-title"),
    "motion_picture": (1, "publisher/.5 dimensions/.4"),
    "manuscript": (1, "genre/.5 archive/.5 archive_location/.4 publisher-place/.4"),
}
CROSSREF = {
    "article-journal": (
        70,
        "container-title container-title-short/.7 volume/.95 issue/.7 page/.85 DOI ISSN publisher URL/.5",
    ),
    "chapter": (10, "container-title publisher publisher-place/.5 page/.9 DOI ISBN"),
    "paper-conference": (8, "container-title publisher page/.9 DOI event-title/.5 event-place/.3"),
    "book": (8, "publisher publisher-place/.6 DOI ISBN"),
    "report": (2, "publisher DOI"),
    "dataset": (2, "publisher DOI"),
}
_ONLINE = {"webpage", "post-weblog", "article-newspaper", "article-magazine", "report", "motion_picture"}
_PARTICLES = ("van", "van der", "de", "von", "di", "de la")


class Plain(Generator):
    """Zotero-like and Crossref-like items in turns."""

    def items(self, count: int) -> list[Item]:
        """Return ``count`` items."""
        return [self.zotero(f"item{n}") if n % 2 else self.crossref(f"item{n}") for n in range(count)]

    def _start(self, key: str, kinds: dict[str, tuple[int, str]]) -> Item:
        kind = self.chance.choices(list(kinds), [weight for weight, _ in kinds.values()])[0]
        item: Item = {"id": key, "type": kind, "title": self.title()}
        for field in kinds[kind][1].split():
            field, _, odds = field.partition("/")
            if self.chance.random() < float(odds or 1):
                short = field == "container-title-short"
                item[field] = self._abbreviated(item["container-title"]) if short else self.value(field)
        return item

    def zotero(self, key: str) -> Item:
        """One item as Zotero exports it."""
        item = self._start(key, ZOTERO)
        if item["type"] == "motion_picture":
            item["director"] = self.names()
        elif self.chance.random() < (0.8 if item["type"] in _ONLINE else 0.97):
            item["author"] = self.names()
        if self.chance.random() < 0.95:
            item["issued"] = self.date()
        if item["type"] in _ONLINE or self.chance.random() < 0.4:
            item["URL"] = f"https://www.example.org/{item['type']}/{self.number(9999)}"
            item["accessed"] = self.day(2012, 2025)
        if self.chance.random() < 0.5:
            item["language"] = self.chance.choices(
                ("en", "en-US", "eng", "English", "de", "fr"), (8, 4, 1, 1, 2, 2)
            )[0]
        if ":" in item["title"] and self.chance.random() < 0.6:
            item["title-short"] = item["title"].split(":")[0]
        item["source"] = self.chance.choice(("DOI.org (Crossref)", "Library Catalog", "Zotero"))
        return item

    def crossref(self, key: str) -> Item:
        """One item as Crossref gives it for a DOI."""
        item = self._start(key, CROSSREF)
        if self.chance.random() < 0.97:
            item["author"] = self.names()
        if item["type"] in {"chapter", "book"} and self.chance.random() < 0.5:
            item["editor"] = self.names()
        parts = [self.number(60) + 1964, self.number(12), self.number(28)]
        item["issued"] = {"date-parts": [parts[: self.chance.choices((1, 2, 3), (3, 3, 4))[0]]]}
        if self.chance.random() < 0.6:
            item["language"] = "en"
        return item

    def value(self, field: str) -> Any:
        """Return something plain for a variable."""
        make = {
            "volume": lambda: str(self.number(120)),
            "issue": lambda: self.chance.choices((str(self.number(12)), "1-2", "S1"), (93, 4, 3))[0],
            "edition": lambda: self.chance.choices(("2", "3", "2nd", "Second edition"), (4, 3, 2, 1))[0],
            "container-title": lambda: self.chance.choice(JOURNALS),
            "publisher": lambda: self.chance.choice(PUBLISHERS),
            "genre": lambda: self.chance.choice(("PhD Thesis", "Working Paper", "Doctoral dissertation")),
            "editor": self.names,
            "ISBN": lambda: f"978-0-{self.number(9999):04}-{self.number(9999):04}-{self.number(9)}",
            "dimensions": lambda: f"{self.number(120) + 30} min",
        }.get(field)
        return make() if make is not None else super().value(field)

    @staticmethod
    def _abbreviated(journal: str) -> str:
        words = [word for word in journal.split() if word[0].isupper()]
        return " ".join(word if len(word) < 6 else f"{word[:4]}." for word in words)

    def title(self) -> str:
        """A title in sentence case or in headline case; few with markup."""
        text = super().title()
        return text.title().replace("'S", "'s") if "<" not in text and self.chance.random() < 0.4 else text

    def names(self) -> list[dict[str, Any]]:
        """One to four names, seldom more."""
        count = self.chance.choices((1, 2, 3, 4, 6, 9, 25), (36, 28, 16, 10, 6, 3, 1))[0]
        return [self.name() for _ in range(count)]

    def name(self) -> dict[str, Any]:
        """A person, seldom an institution."""
        form = self.chance.random()
        if form < 0.03:
            return {"literal": self.chance.choice(BODIES)}
        given = self.chance.choice(GIVENS)
        if form < 0.35:
            given += f" {self.chance.choice(GIVENS)[0]}."
        elif form < 0.42:
            given = f"{given[0]}. {self.chance.choice(GIVENS)[0]}."
        elif form < 0.46:
            given = f"{given[0]}."
        name: dict[str, Any] = {"family": self.chance.choice(FAMILIES), "given": given}
        if form > 0.97:
            name["family"] = f"{self.chance.choice(_PARTICLES)} {name['family']}"
        elif form > 0.95:
            name["non-dropping-particle"] = self.chance.choice(_PARTICLES)
        elif form > 0.94:
            name["suffix"] = "Jr."
        return name

    def date(self) -> dict[str, Any]:
        """A date in full, or as much of it as there is."""
        form = self.chance.random()
        year = 1950 + self.number(75)
        if form < 0.4:
            return self.day(1970, 2025)
        if form < 0.6:
            return {"date-parts": [[year, self.number(12)]]}
        return {"date-parts": [[str(year)]]}

    def pages(self) -> str:
        """A range of pages, or the number of an article."""
        start = self.number(1900)
        form = self.chance.random()
        if form < 0.82:
            return f"{start}-{start + self.number(30)}"
        return str(start) if form < 0.92 else f"e{start}00{self.number(9)}"
