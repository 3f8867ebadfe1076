"""Legal citations: cases by reporter or neutral number, statutes and codes, in English and German print."""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.name_forms import reads_as_names

_PARTIES = r"(?P<title>\*?[A-ZÀ-Þ][^;\[\]*]{0,140}?\s(?:v\.?|vs\.?|c\.|gegen)\s[A-ZÀ-Þ][^;\[\]*]{1,140}?\*?)"
_REPORTER = (
    r"(?P<container>[A-Z][A-Za-z.’']*(?:\s?(?:[A-Z][A-Za-z.’']*|\d[a-z]{1,2}\b|\((?:[A-Z][\w.]*)\)|&|of)){0,5}?)"
)
_PIN = r"(?:(?:,?\s(?:at|para\.?|paras\.?)\s|,\s)(?P<locator>\[?\d[\d–, -]*\]?))?"
_DATE = r"(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄa-zä]+)\s?\d{4})"
_CODE = (
    r"(?P<title>BGB|StGB|StPO|ZPO|GG|HGB|AktG|GmbHG|VwGO|VwVfG|BauGB|SGB [IVX]+|UrhG|UWG|GWB|EGBGB|AO|EStG|ArbGG|"
    r"KSchG|"
    r"BetrVG|BVerfGG|InsO|TVG|ABGB|OR|ZGB|EMRK|AEUV|EUV|DSGVO)"
)

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Brown v. Board of Education, 347 U.S. 483, 495 (1954)
    ("case", re.compile(
        rf"{_PARTIES},\s(?P<volume>\d+)\s{_REPORTER}\s(?P<pages>\d+){_PIN}\s\((?P<authority>[A-Za-z0-9.\s]*?)\s?(?P<date>\d{{4}})\)"
    )),
    # R v Jogee [2016] UKSC 8, [2017] AC 387; Donoghue v Stevenson [1932] AC 562 (HL) 580
    ("case", re.compile(
        rf"{_PARTIES},?\s[\[(](?P<date>\d{{4}})[\])]\s(?:(?P<volume>\d+)\s)?{_REPORTER}\s(?P<pages>\d+)"
        rf"(?:\s\((?P<authority>[A-Z][\w ]*)\))?(?:,\s\[\d{{4}}\][^,;]*)?{_PIN}"
    )),
    # Case C-131/12 Google Spain v AEPD EU:C:2014:317
    ("case", re.compile(
        rf"Cases?\s(?P<number>[CTF]-\d+/\d+(?:\s?P)?),?\s{_PARTIES},?\s(?:\[(?P<date>\d{{4}})\]\s)?(?P<container>ECR|EU:C|ECLI:EU:C|EU:T)[\s:-]?(?P<pages>[\w:-]+){_PIN}"
    )),
    # BGH, Urteil vom 12. März 2004 – V ZR 12/03, NJW 2004, 123
    ("case", re.compile(
        r"(?P<authority>(?:BGH|BVerfG|BVerwG|BAG|BFH|BSG|BPatG|EuGH|EuG|EGMR|RG|OGH|(?:OLG|LG|AG|VG|OVG|VGH|KG|"
        r"LAG|ArbG)(?:\s[A-ZÄÖÜ]\S+)?)),?\s"
        rf"(?P<genre>Urt(?:eil|\.)|Beschl(?:uss|uß|\.))\sv(?:om|"
        rf"\.)\s{_DATE}(?:\s?[-–—,]+\s?(?:Az\.:?\s)?(?P<number>[\w. ]+?\d+/\d+))?"
        r"(?:\s?[,=(]\s?(?P<container>[A-ZÄÖÜ][\w-]+)\s(?P<volume>\d{1,4}),\s(?P<pages>\d+)(?:\s?\((?P<locator>\d+)\)|,\s(?P<locator2>\d+))?)?"
    )),
    # BVerfGE 65, 1 (43)
    ("case", re.compile(
        r"(?P<container>BVerfGE|BGHZ|BGHSt|BVerwGE|BAGE|BFHE|BSGE|RGZ|"
        r"RGSt)\s(?P<volume>\d+),\s(?P<pages>\d+)(?:\s?\((?P<locator>\d+(?:\sff?\.?)?)\)|,\s(?P<locator2>\d+))?"
    )),
    # Starck, JZ 1981, 457 (459)
    ("article", re.compile(
        r"(?P<author>[A-ZÄÖÜ][\w’'-]+(?:\s?/\s?[A-ZÄÖÜ][\w’'-]+)*),\s(?P<container>[A-ZÄÖÜ]\w?[A-ZÄÖÜ]\w{0,8}(?:-[A-Z]\w+)?)\s"
        r"(?P<date>(?:19|20)\d\d),\s(?:S\.\s)?(?P<pages>\d+)(?:\sff?\.)?(?:\s?\((?P<locator>\d+(?:\sff?\.?)?)\)|"
        r",\s(?P<locator2>\d+))?"
    )),
    # Jane Doe, The Hidden Contract, 45 Harv. L. Rev. 123, 130–32 (1990)
    ("article", re.compile(
        r"(?P<author>[A-ZÀ-Þ][^,;“\"‘(]{2,80}),\s(?P<title>[A-ZÀ-Þ][^;“\"‘(]{4,200}),\s"
        r"(?P<volume>\d+)\s(?P<container>[A-Z][A-Za-z.&’' ]*?[A-Za-z.])\s"
        r"(?P<pages>\d+)(?:,\s(?P<locator>\d+(?:\s?[-–]\s?\d+)?))?\s\((?P<date>(?:[A-Z][a-z]+\s)?\d{4})\)"
    )),
    # RICHARD A. POSNER, ECONOMIC ANALYSIS OF LAW 23 (5th ed. 1998)
    ("book", re.compile(
        r"(?P<author>[A-ZÀ-Þ][^,;“\"‘(]{2,80}),\s(?P<title>[A-ZÀ-Þ][^;“\"‘(,\d]{4,200}?)\s(?P<locator>\d+(?:\s?[-–]\s?\d+)?)\s"
        r"\((?P<edition>\d+\w{1,2})\sed\.\s(?P<date>\d{4})\)"
    )),
    # Human Rights Act 1998, s 6(1)
    ("statute", re.compile(
        r"(?P<title>[A-Z][A-Za-z’'(),\s-]{3,100}?\s(?:Act|Code|Ordinance|Order|Regulations|Rules|"
        r"Bill)(?:\s\([A-Z][\w ]+\))?,?\s(?P<date>\d{4}))"
        r"(?:\s\([A-Z][\w ]*\))?(?:,?\s(?:ss?|sections?|secs?|arts?|reg|regs|sch|"
        r"pt)\.?\s?(?P<section>\d[\w()–-]*))?"
    )),
    # 17 U.S.C. § 107 (2012)
    ("statute", re.compile(
        r"(?P<volume>\d+)\s(?P<container>U\.\s?S\.\s?C\.|"
        r"C\.\s?F\.\s?R\.)(?:A\.)?\s§§?\s?(?P<section>\d[\w.()–-]*)(?:\s\((?P<date>\d{4})\))?"
    )),
    # § 823 Abs. 1 Satz 2 BGB; Art. 5 Abs. 1 GG
    ("statute", re.compile(
        rf"(?:§§?|Art\.|Artikel)\s?(?P<section>\d+[a-z]?(?:\s(?:Abs\.|Absatz|S\.|Satz|Nr\.|lit\.|Hs\.|"
        rf"ff?\.)\s?\w*)*)\s{_CODE}(?!\w)"
    )),
)  # fmt: skip


def read_legal(text: str) -> Labelling | None:
    """Return the fields of a case or statute that is all of ``text``; None for anything else."""
    start = len(text) - len(text.lstrip())
    for form, pattern in _FORMS:
        match = pattern.match(text, start)
        if match is None or re.search(r"\w", text[match.end() :]):
            continue
        if match.groupdict().get("author") and not reads_as_names(match["author"]):
            continue
        fields = [Labelled(name.removesuffix("2"), *match.span(name)) for name in match.groupdict() if match[name]]
        return Labelling(tuple(sorted(fields, key=lambda field: field.start)), confidence=GRAMMAR, form=form)
    return None
