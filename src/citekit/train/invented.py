"""Facts that the corpora hardly have, made up: genres, archives, extents, days, web addresses."""

from __future__ import annotations

import random
import re
from typing import Any

Item = dict[str, Any]

THESES = {
    "en": ["PhD thesis", "PhD diss.", "Doctoral dissertation", "Master’s thesis", "Unpublished PhD thesis"],
    "de": ["Dissertation", "Diss.", "Phil. Diss.", "Habilitationsschrift", "Magisterarbeit"],
    "fr": ["Thèse de doctorat", "Mémoire de master", "Thèse"],
    "it": ["Tesi di laurea", "Tesi di dottorato"],
    "es": ["Tesis doctoral", "Tesis de maestría"],
    "pt": ["Tese de doutorado", "Dissertação de mestrado"],
    "nl": ["Proefschrift"],
    "pl": ["Rozprawa doktorska"],
}
REPORTS = {
    "en": ["Technical Report", "Working Paper", "Discussion Paper", "Research Report", "Report"],
    "de": ["Forschungsbericht", "Arbeitspapier", "Abschlussbericht"],
    "fr": ["Rapport technique", "Document de travail"],
    "it": ["Rapporto tecnico"],
    "es": ["Informe técnico", "Documento de trabajo"],
}
MEETINGS = [
    "Proceedings of the {nth} Conference on {topic}", "{nth} International Workshop on {topic}",
    "Proc. {nth} Int. Symp. on {topic}", "Proceedings of the {year} International Conference on {topic}",
    "Proceedings of {name} {year}", "Proc. {name}-{short}", "{name}’{short}: {topic}",
    "Advances in {topic} {number}", "{year} {name} Conference on {topic}",
    "Proceedings of the {nth} Annual Meeting of the {topic} Society ({name} {year})",
]  # fmt: skip
ARCHIVES = {
    "en": [
        ("National Archives", "London"),
        ("Library of Congress", "Washington, DC"),
        ("Bodleian Library", "Oxford"),
    ],
    "de": [("Bundesarchiv", "Berlin"), ("Staatsarchiv", "Hamburg"), ("Stadtarchiv", "Köln")],
    "fr": [("Archives nationales", "Paris"), ("Bibliothèque nationale de France", "Paris")],
    "it": [("Archivio di Stato", "Venezia"), ("Biblioteca Marciana", "Venezia"), ("Archivio di Stato", "Firenze")],
    "es": [("Archivo General de Indias", "Sevilla"), ("Biblioteca Nacional", "Madrid")],
}
SHELFMARKS = [
    "MS {a}",
    "Add. MS {a}",
    "Box {b}, Folder {c}",
    "b. {b}, fasc. {c}",
    "fol. {b}",
    "Nr. {a}",
    "R {a}/{b}",
]
NEWSPAPERS = {"Le Monde": "fr", "Frankfurter Allgemeine Zeitung": "de", "Corriere della Sera": "it",
              "El País": "es", "Gazeta Wyborcza": "pl"}  # fmt: skip
"""One newspaper of each language other than English, by which a line of the parser's table is known."""
UNIVERSITIES = {
    "en": "University of {}", "de": "Universität {}", "fr": "Université de {}", "it": "Università di {}",
    "es": "Universidad de {}", "pt": "Universidade de {}", "nl": "Universiteit {}", "pl": "Uniwersytet {}",
}  # fmt: skip


def date(*parts: int) -> Item:
    """A date in CSL-JSON, of a year, month and day or less."""
    return {"date-parts": [list(parts)]}


def day(rng: random.Random, year: int) -> Item:
    """Some day of a year, in CSL-JSON."""
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def pages(rng: random.Random) -> str:
    """An extent in pages."""
    first = rng.randint(1, 520)
    return f"{first}-{first + rng.randint(3, 45)}"


def ordinal(number: int) -> str:
    """An English ordinal number."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def roman(number: int) -> str:
    """A number below 400 in Roman figures, any other in Arabic ones."""
    if not 0 < number < 400:
        return str(number)
    text = ""
    for value, figure in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
                          (1, "I")):  # fmt: skip
        text += figure * (number // value)
        number %= value
    return text


def meeting(rng: random.Random, topic: str, year: int) -> str:
    """The name of a conference's proceedings, with its number, its year or its initials."""
    number = rng.randint(2, 40)
    name = "".join(rng.choice("ACIEMNPSTVW") for _ in range(rng.randint(3, 5)))
    return rng.choice(MEETINGS).format(
        nth=ordinal(number), number=number, topic=topic, year=year, short=f"{year % 100:02}", name=name
    )


def isbn(rng: random.Random) -> str:
    """An ISBN of the right form."""
    return f"978-{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.randint(0, 9)}"


def address(rng: random.Random, site: str, title: str) -> str:
    """A web address as sites make them from titles."""
    host = re.sub(r"[^a-z]+", "", site.lower())[:16] or "example"
    words = re.findall(r"[a-z]+", title.lower())[: rng.randint(2, 6)]
    path = rng.choice(["/", "/news/", f"/{rng.randint(2001, 2022)}/{rng.randint(1, 12):02}/", "/articles/"])
    ending = rng.choice(["", ".html", "/", f"?id={rng.randint(10, 9999)}"])
    scheme, domain = rng.choice(["http", "https"]), rng.choice(["com", "org", "net", "de", "it"])
    return f"{scheme}://www.{host}.{domain}{path}{'-'.join(words)}{ending}"
