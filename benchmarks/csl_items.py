"""References and citations out of plain word lists: every CSL type, names of all kinds, dates of all forms.

The same seed gives the same items. Nothing in them is a fact.
"""

from __future__ import annotations

import random
from typing import Any

Item = dict[str, Any]

FAMILIES = """
    Abbott Adler Alvarez Andersson Bahr Baker Banerjee Baptiste Barth Becker Berg Bianchi Blanc Boyer Brandt
    Brown Bruun Carlsen Castillo Chandra Chen Clarke Cole Costa Dahl Delgado Dietrich Donnelly Dubois Eaton
    Eriksen Esposito Falk Farkas Ferrari Fischer Flynn Fournier Fuchs García Gupta Haas Hall Hansen Harris
    Hartmann Hayashi Hoffmann Horváth Ibrahim Ivanov Jansen Jensen Johansson Jones Kaplan Keller Khan
    Kowalski Kraus Lambert Lang Larsen Lefèvre Lindqvist Lopez Łukasik MacDonald Marino Martin Mehta Mendes
    Meyer Moreau Müller Nakamura Navarro Nguyen Novák Núñez Nyström O’Brien Okafor Olsen Ortiz Østergaard
    Öztürk Park Patel Pereira Petrov Pinto Popescu Quinn Ramos Ricci Rojas Rossi Rousseau Ruiz Sato Schmidt
    Schneider Silva Šimić Smith Sørensen Stein Suzuki Szabó Tanaka Taylor Thomas Torres Ueda Vargas Vasquez
    Vogel Wagner Walker Weber White Williams Wolf Wright Yamada Yılmaz Young Zhang Zhou Żak Zimmermann
""".split()
GIVENS = """
    Ada Agnes Albert Alice Amir Ana Anders Anna Anne-Marie Antonio Beatrice Bela Boris Bruno Carl Carla
    Charles Clara Daniel David Diana Dora Édouard Elena Elif Emil Emma Erik Eva Felix Fiona Florence Frank
    Georg Grace Greta Gustav Hanna Hans-Peter Helen Henry Ian Ida Igor Ines Isaac Ivan Jacob Jan Jean-Paul
    Joan John Juan Julia Karl Kate Klaus Laura Lena Leo Lucy Luis Lydia Marc María Mark Martha Mary Max Mia
    Miguel Nadia Nina Noah Olga Oscar Paul Peter Pierre Quentin Ralph Rita Robert Rosa Ruth Samuel Sara
    Simon Sofia Stefan Tara Theo Thomas Ursula Vera Victor Wanda William Xavier Yara Yves Zoe
""".split()
CJK_NAMES = [("山田", "太郎"), ("王", "小明"), ("김", "민준"), ("佐藤", "花子")]
NATIVE_NAMES = [("Mori", "Akira"), ("Liu", "Wei"), ("Nagy", "Béla"), ("Tran", "Minh")]
PARTICLES = [
    {"non-dropping-particle": "van der"},
    {"non-dropping-particle": "de"},
    {"dropping-particle": "von"},
    {"dropping-particle": "de", "non-dropping-particle": "La"},
    {"non-dropping-particle": "al-"},
    {"dropping-particle": "d’"},
]
BODIES = [
    "Harbour Council",
    "Institute of Plain Studies",
    "Ministry of Rivers and Forests",
    "Northern Bank",
    "Office for Weights",
    "The Bridge Foundation",
    "Union of Bakers",
    "World Tea Organization",
    "Committee on Maps",
]
WORDS = """
    account analysis archive balance border bridge change city climate coast colour conflict culture debt
    design economy empire evidence exchange family field forest form future garden growth harbour history
    house image index industry island journey kitchen labour landscape language law letter light machine
    market measure memory method migration mirror model mountain movement music nation network number ocean
    order origin paper pattern peace people place plant politics power practice press price protein question
    reason record region religion report research river road school science sea season signal society sound
    source space speech state stone story street structure system table theory time tower trade translation
    tree value village voice war water weather winter women work world writing youth
""".split()
QUALITIES = """
    ancient better central cold common critical early eastern empirical false free global golden green
    hidden human late little local long lost modern narrow new northern old open plain political public
    quiet rapid red rural short simple slow social southern stable urban western wide
""".split()
SMALL = "of in and for on with to from between against after under".split()
PLACES = "Aarhus Berlin Boston Cambridge Dublin Edinburgh Geneva Kyoto Lagos Lima London Oslo Paris Rome".split()
PUBLISHERS = [
    "Anchor Press",
    "Blackbird Books",
    "Harbour University Press",
    "Lantern",
    "North & South",
    "Oak Street Press",
    "Quill and Sons",
    "University of the Hills Press",
    "Verlag am Fluss",
]

LANGUAGES = ["en-US", "en-GB", "de", "fr", "es", "ja"]
JOURNALS = [
    f"{kind} {rest}"
    for kind in ("Journal of", "Annals of", "The Review of", "Studies in", "Archive for")
    for rest in ("Plain Reason", "Rivers", "Urban History", "the Sea", "Comparative Bread", "Weather & Work")
]
LOCATORS = "page page page chapter section paragraph volume figure verse note line folio".split()


class Generator:
    """Items one after the other, from one seed."""

    def __init__(self, seed: int = 20) -> None:
        self.chance = random.Random(seed)

    def items(self, count: int) -> list[Item]:
        """Return ``count`` items; the types take turns, so that all of them come."""
        types = sorted(FIELDS)
        return [self.item(f"item{n}", types[n % len(types)]) for n in range(count)]

    def item(self, key: str, kind: str) -> Item:
        item: Item = {"id": key, "type": kind, "title": self.title()}
        for field in FIELDS[kind].split():
            field, _, odds = field.partition("/")
            if self.chance.random() < float(odds or 1):
                item[field] = self.value(field)
        if self.chance.random() < 0.9:
            item["issued"] = self.date()
        if "URL" in item and self.chance.random() < 0.7:
            item["accessed"] = self.day(2015, 2026)
        if self.chance.random() < 0.15:
            item["language"] = self.chance.choice(LANGUAGES)
        if self.chance.random() < 0.15:
            item["title-short"] = item["title"].split(":")[0].rstrip("?!")
        return item

    def citations(self, items: list[Item]) -> list[dict[str, Any]]:
        """Return citations, one a note: every item is cited, some again; with clusters, locators and affixes."""
        first = [item["id"] for item in items]
        self.chance.shuffle(first)
        citations: list[dict[str, Any]] = []
        for number, key in enumerate(first):
            size = self.chance.choices((0, 1, 2, 4), (70, 18, 8, 4))[0]
            keys = [key, *(self.chance.choice(first[max(0, number - 20) : number + 1]) for _ in range(size))]
            citations.append(self._citation(len(citations), list(dict.fromkeys(keys))))
            if self.chance.random() < 0.2:
                citations.append(self._citation(len(citations), [self.chance.choice(keys)]))
        return citations

    def _citation(self, number: int, keys: list[str]) -> dict[str, Any]:
        return {
            "citationID": f"c{number}",
            "citationItems": [self.cite_item(key) for key in keys],
            "properties": {"noteIndex": number + 1},
        }

    def cite_item(self, key: str) -> dict[str, Any]:
        cite: dict[str, Any] = {"id": key}
        chance = self.chance.random()
        if chance < 0.35:
            cite["label"] = self.chance.choice(LOCATORS)
            cite["locator"] = self.chance.choice((str(self.number(300)), self.pages(), "12, 14", "IV"))
        if chance < 0.06:
            cite["prefix"] = self.chance.choice(("see ", "cf. ", "e.g. "))
        elif chance > 0.95:
            cite["suffix"] = self.chance.choice((", in part", " and elsewhere"))
        return cite

    def value(self, field: str) -> Any:
        """Return something for a variable that looks like what people put there."""
        make = {
            "volume": lambda: self.chance.choice((str(self.number(90)), "XII", "3B")),
            "issue": lambda: self.chance.choice((str(self.number(12)), "2-3", "Suppl. 1")),
            "page": self.pages,
            "edition": lambda: self.chance.choice(("2", "3", "4th", "revised edition", "11")),
            "number-of-pages": lambda: str(self.number(700)),
            "container-title": lambda: self.chance.choice(JOURNALS),
            "publisher": lambda: self.chance.choice(PUBLISHERS),
            "DOI": lambda: f"10.{1000 + self.number(8000)}/x.{self.number(99999)}",
            "URL": lambda: f"https://example.org/{self.chance.choice(WORDS)}/{self.number(9999)}",
            "ISBN": lambda: f"978-0-{self.number(999):03}-{self.number(99999):05}-{self.number(9)}",
            "ISSN": lambda: f"{self.number(9999):04}-{self.number(9999):04}",
            "PMID": lambda: str(self.number(9_999_999)),
            "authority": lambda: self.chance.choice(BODIES),
            "archive": lambda: self.chance.choice(BODIES),
            "archive_location": lambda: f"Box {self.number(90)}, folder {self.number(40)}",
            "event-date": self.date,
            "original-date": lambda: {"date-parts": [[1500 + self.number(450)]]},
            "submitted": lambda: self.day(1980, 2024),
            "genre": lambda: self.chance.choice(
                ("Working paper", "PhD dissertation", "Blog post", "Photograph", "Map")
            ),
            "medium": lambda: self.chance.choice(("CD", "oil on canvas", "microfilm", "video")),
            "jurisdiction": lambda: self.chance.choice(("us", "gb", "us:ca")),
            "references": lambda: f"Harbour Act s {self.number(40)}",
            "scale": lambda: "1:25,000",
            "dimensions": lambda: "90 min",
            "version": lambda: f"{self.number(9)}.{self.number(20)}",
            "status": lambda: self.chance.choice(("in press", "forthcoming")),
        }.get(field)
        if make is not None:
            return make()
        if field in NAMES:
            return self.names()
        if field.endswith("-place"):
            return self.chance.choice(PLACES)
        if field.endswith(("number", "section")) or field == "number-of-volumes":
            return str(self.number(120))
        return self.title()

    def title(self) -> str:
        noun, other, third = (self.chance.choice(WORDS) for _ in range(3))
        quality = self.chance.choice(QUALITIES)
        form = self.chance.choices(range(9), (30, 20, 20, 8, 6, 5, 4, 4, 3))[0]
        return (
            f"The {quality} {noun} {self.chance.choice(SMALL)} {other}",
            f"{noun.capitalize()} and {other}: a {quality} {third}",
            f"{quality.capitalize()} {noun}s {self.chance.choice(SMALL)} the {other} of {third}",
            f"What is a {quality} {noun}?",
            f"“{noun.capitalize()} of {other}”: on {quality} {third}",
            f"{noun.capitalize()} in the age of <i>Homo {third}</i>",
            f"{noun.capitalize()} – {other} – {third}: 1914–1945",
            f"A {noun}'s {other}: the DNA of {quality} iPhones",
            f"H<sub>2</sub>O and the {quality} {noun}",
        )[form]

    def names(self) -> list[dict[str, Any]]:
        count = self.chance.choices((1, 2, 3, 4, 7, 12, 22), (52, 22, 11, 6, 5, 3, 1))[0]
        return [self.name() for _ in range(count)]

    def name(self) -> dict[str, Any]:
        form = self.chance.random()
        if form < 0.06:
            return {"literal": self.chance.choice(BODIES)}
        if form < 0.08:
            family, given = self.chance.choice(CJK_NAMES)
            return {"family": family, "given": given}
        if form < 0.10:
            family, given = self.chance.choice(NATIVE_NAMES)
            return {"family": family, "given": given, "static-ordering": True}
        name: dict[str, Any] = {"family": self.chance.choice(FAMILIES), "given": self.chance.choice(GIVENS)}
        if form < 0.30:
            name["given"] += f" {self.chance.choice(GIVENS)[0]}."
        elif form < 0.36:
            name["given"] = f"{name['given'][0]}. {self.chance.choice(GIVENS)[0]}."
        elif form < 0.46:
            name.update(self.chance.choice(PARTICLES))
        elif form < 0.49:
            name["suffix"] = self.chance.choice(("Jr.", "III"))
        elif form < 0.53:
            name["family"] += f"-{self.chance.choice(FAMILIES)}"
        return name

    def date(self) -> dict[str, Any]:
        form = self.chance.random()
        year = 1900 + self.number(125)
        if form < 0.45:
            return {"date-parts": [[year]]}
        if form < 0.60:
            return {"date-parts": [[year, self.number(12)]]}
        if form < 0.82:
            return self.day(1950, 2025)
        if form < 0.86:
            return {"date-parts": [[year], [year + self.number(5)]]}
        if form < 0.90:
            day = self.number(14)
            return {"date-parts": [[year, 5, day], [year, self.chance.choice((5, 6)), day + self.number(14)]]}
        if form < 0.93:
            return {"date-parts": [[year]], "season": self.number(4)}
        if form < 0.96:
            return {"date-parts": [[year]], "circa": True}
        if form < 0.98:
            return {"literal": self.chance.choice(("n.d.", "between the wars", "Ming period"))}
        return {"date-parts": [[self.chance.choice((-44, -399, 79, 476, 987))]]}

    def day(self, first: int, last: int) -> dict[str, Any]:
        return {"date-parts": [[self.chance.randint(first, last), self.number(12), self.number(28)]]}

    def pages(self) -> str:
        start = self.number(900)
        form = self.chance.random()
        if form < 0.75:
            return f"{start}-{start + self.number(40)}"
        if form < 0.85:
            return str(start)
        return self.chance.choice(
            (f"e{start}", f"{start}-{start + 8}, {start + 12}", f"A{start}-A{start + 3}", "xi-xv")
        )

    def number(self, most: int) -> int:
        return self.chance.randint(1, most)


NAMES = set(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor guest
    host illustrator interviewer narrator organizer original-author performer producer recipient reviewed-author
    script-writer series-creator translator
    """.split()
)

_WEB = "URL/.6 DOI/.2"
_BOOK = (
    f"publisher publisher-place/.7 edition/.3 volume/.15 ISBN/.4 collection-title/.2 collection-number/.1 {_WEB}"
)
_JOURNAL = "author/.97 container-title volume/.9 issue/.8 page/.9 DOI/.6 ISSN/.3 URL/.3 PMID/.1"
_HELD = "archive/.6 archive_location/.5 archive-place/.4"

FIELDS = {
    "article": f"author genre/.5 publisher/.6 number/.5 status/.2 {_WEB}",
    "article-journal": _JOURNAL,
    "article-magazine": "author/.9 container-title page/.5 issue/.3 URL/.5",
    "article-newspaper": "author/.7 container-title page/.4 section/.2 edition/.1 publisher-place/.3 URL/.6",
    "bill": "authority/.5 number/.8 container-title/.3 page/.3 jurisdiction/.4 section/.2 URL/.3",
    "book": f"author/.9 editor/.15 translator/.1 original-date/.1 number-of-volumes/.05 {_BOOK}",
    "broadcast": f"author/.2 director/.3 script-writer/.3 container-title/.6 number/.4 publisher/.6 medium/.3 "
    f"{_WEB}",
    "chapter": f"author container-title editor/.8 page/.9 translator/.1 container-author/.1 chapter-number/.1 "
    f"{_BOOK}",
    "classic": "author volume/.2 edition/.1 translator/.2 publisher/.2",
    "collection": f"author/.5 editor/.3 {_HELD} publisher/.3 URL/.3",
    "dataset": f"author publisher version/.6 number/.2 {_WEB}",
    "document": f"author/.8 publisher/.6 publisher-place/.3 genre/.3 {_WEB}",
    "entry": f"author/.5 container-title publisher/.4 {_WEB}",
    "entry-dictionary": f"author/.3 container-title editor/.4 edition/.3 page/.4 {_BOOK}",
    "entry-encyclopedia": f"author/.7 container-title editor/.5 page/.5 {_BOOK}",
    "event": "organizer/.6 chair/.3 event-title/.5 event-place/.6 event-date/.5 URL/.3",
    "figure": "author container-title/.3 number/.5 medium/.3 URL/.4",
    "graphic": f"author/.9 medium/.6 genre/.3 dimensions/.2 {_HELD} URL/.3",
    "hearing": "author/.3 authority/.8 section/.5 number/.4 event-place/.2 publisher/.2 page/.2 URL/.3",
    "interview": "author interviewer/.6 container-title/.4 medium/.3 genre/.2 page/.2 URL/.4",
    "legal_case": "authority container-title/.8 volume/.7 page/.7 number/.4 jurisdiction/.4 references/.2 URL/.2",
    "legislation": "authority/.3 container-title/.6 volume/.5 section/.6 chapter-number/.3 number/.3 page/.2",
    "manuscript": f"author genre/.6 {_HELD} number-of-pages/.2 publisher-place/.2 URL/.2",
    "map": "author/.7 scale/.4 publisher/.7 publisher-place/.5 genre/.3 edition/.1 URL/.2",
    "motion_picture": "author/.2 director/.8 producer/.3 publisher/.7 medium/.4 dimensions/.2 URL/.3",
    "musical_score": "composer publisher/.8 publisher-place/.5 number/.2 genre/.2",
    "pamphlet": "author/.7 publisher/.8 publisher-place/.5 number-of-pages/.3 URL/.2",
    "paper-conference": "author container-title/.8 event-title/.6 event-place/.5 page/.7 editor/.4 publisher/.5 "
    "volume/.2 DOI/.4",
    "patent": "author number/.95 authority/.6 submitted/.5 jurisdiction/.5 references/.2 URL/.3",
    "performance": "author/.4 performer/.6 director/.3 event-title/.3 event-place/.5 publisher/.2",
    "periodical": "editor/.4 publisher/.7 ISSN/.6 volume/.3 issue/.3 URL/.4",
    "personal_communication": "author recipient/.7 genre/.4 medium/.3",
    "post": "author/.9 container-title/.7 genre/.3 URL",
    "post-weblog": "author/.9 container-title/.9 URL",
    "regulation": "authority/.6 container-title/.4 number/.6 volume/.4 section/.5 page/.3 URL/.3",
    "report": f"author publisher/.9 number/.6 genre/.6 publisher-place/.5 collection-title/.2 page/.1 {_WEB}",
    "review": f"author reviewed-author/.6 reviewed-title/.7 reviewed-genre/.2 {_JOURNAL}",
    "review-book": f"author reviewed-author/.8 reviewed-title/.8 {_JOURNAL}",
    "software": f"author/.9 version/.8 publisher/.5 genre/.2 medium/.2 {_WEB}",
    "song": "author/.4 composer/.5 performer/.6 container-title/.5 publisher/.7 medium/.3 volume/.1 "
    "number/.2 URL/.2",
    "speech": "author event-title/.7 event-place/.7 event-date/.4 genre/.4 publisher/.2 URL/.3",
    "standard": "author/.6 authority/.4 number publisher/.6 version/.2 URL/.3",
    "thesis": "author genre/.8 publisher/.95 publisher-place/.5 number-of-pages/.2 archive/.2 URL/.4",
    "treaty": "author/.3 container-title/.6 volume/.5 page/.4 number/.4 event-place/.3 publisher/.3 URL/.2",
    "webpage": "author/.8 container-title/.8 publisher/.2 URL",
}
"""What each type's items have; after a slash the odds of it."""
