"""Legal citations: cases by reporter or neutral number, statutes and codes, in English and German print."""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.law_style import read_law_style
from citekit.parse.grammars.titled_runs import read_titled
from citekit.parse.names.forms import reads_as_names

_PARTIES = r"(?P<title>\*?[A-ZÀ-Þ][^;\[\]*]{0,140}?\s(?:v\.?|vs\.?|c\.|gegen)\s[A-ZÀ-Þ][^;\[\]*]{1,140}?\*?)"
_REPORTER = (
    r"(?P<container>[A-Z][A-Za-z.’']*(?:\s?(?:[A-Z][A-Za-z.’']*|\d[a-z]{1,2}\b|\((?:[A-Z][\w.]*)\)|&|of)){0,5}?)"
)
_PIN = (
    r"(?:(?:,?\s(?:at\sparas?\.?|at|para\.?|paras\.?)\s|,\s)"
    r"(?P<locator>\[?\d[\d–-]*(?:,\s\d[\d–-]*(?!\s?[A-Z\d]))*\]?))?"
)
_DATE = r"(?P<date>\d{1,2}\.(?:/\d{1,2}\.)?\s?(?:\d{1,2}\.|[A-ZÄa-zä]+)\s?\d{4})"
_CODE = (
    r"(?P<title>BGB|StGB|StPO|ZPO|GG|HGB|AktG|GmbHG|VwGO|VwVfG|BauGB|SGB [IVX]+|UrhG|UWG|GWB|EGBGB|AO|EStG|ArbGG|"
    r"KSchG|"
    r"BetrVG|BVerfGG|InsO|TVG|ABGB|OR|ZGB|EMRK|AEUV|EUV|DSGVO)"
)

_JOINING = frozenset(
    "of and the for to in on etc by with at as from or a an s "
    "zur zum des der die das dem den über und von für im "
    "v vs c gegen ex p parte others another re application ors anor on behalf per versus et al plc te rel".split()
)
_COURT = (
    r"(?P<authority>(?:BGH|BVerfG|BVerwG|BAG|BFH|BSG|BPatG|EuGH|EuG|EGMR|RG|OGH|BayObLG|(?:OLG|LG|AG|VG|OVG|VGH|KG|"
    r"LAG|ArbG)(?:\s[A-ZÄÖÜ][^\s,]+)?))"
)
_SURNAMES = r"(?P<author>(?:[A-ZÀ-Þ]\.[\s-]?){0,3}[A-ZÄÖÜ][\w’'-]+(?:\s?/\s?[A-ZÄÖÜ][\w’'-]+)*)"
_ABBREVIATED = r"(?P<container>[A-ZÄÖÜ][\w.]*[A-ZÄÖÜ]\w{0,8}(?:-[A-Z]\w+)?)"
_CITED = r"(?:\sff?\.)?(?:\s?\((?P<locator>\d+(?:\sff?\.?)?)\)|,\s(?P<locator2>\d+(?:\sff?\.?)?))?"

_NAMED = re.compile(  # the judge, the name by which a case is known: "per Lord Atkin", "– Brokdorf"
    r",?\s\(?per\s[A-ZÀ-Þ][^;()]{2,60}\)?[.\s]*$|\s(?:\(|[–—-]\s?)(?:-\s)?[„“‘\"]?[A-ZÄÖÜ][^();\d]{2,50}\)?[.\s]*$"
)
_MORE_NAMES = re.compile(
    r"[A-ZÀ-Þ][\w’.-]*(?:\s[A-Z]\.)?\s?/\s?[A-ZÀ-Þ][\w’-]+,\s|(?:[A-ZÀ-Þ]\.[\s-]?)+[A-ZÀ-Þ][\w’'-]+(?:,|\s(?:and|und|et|&)\s|$)"
)
_JOURNAL = (  # "AnwBl", "JZ", "KritV"; no "MacIntyre", no "HABERMAS"
    r"(?P<container>(?:(?!Ma?c|De|Di|La|Le|Van|Fitz|O)[A-ZÄÖÜ][a-zäöü]{1,5}[A-ZÄÖÜ][A-Za-zäöü]{0,8}|[A-ZÄÖÜ]{2,4}|"
    r"[A-ZÄÖÜ]{1,2}[a-z][A-ZÄÖÜ]\w{0,6}|Ju[SR]))"
)
_GERMAN_NEWSPAPER = (
    r"(?:[A-ZÄÖÜ][\w-]+\s(?:(?:der|für|des|und)\s)?){0,3}[A-ZÄÖÜ]?[\w-]*(?:[Zz]eitung|[Bb]eobachter|[Aa]nzeiger|[Bb]latt|[Nn]achrichten|"
    r"[Kk]urier|[Pp]resse|[Rr]undschau|[Bb]ote|[Mm]erkur|[Ss]piegel|[Vv]olksstimme|Vorwärts|Allgemeine)"
)
_PARLIAMENT = (
    r"(?:(?:H\.?\s?[CL]\.?|House\sof\s(?:Commons|Lords)|Parl(?:iamentary|\.))\s(?:Official\sReport|Deb(?:ate)?s?\.?)|Hansard|"
    r"Parl\.\sDeb\.)"
)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Case C-131/12 Google Spain v AEPD EU:C:2014:317
    ("case", re.compile(
        rf"Cases?\s(?P<number>[CTF]-\d+/\d+(?:\s?P)?),?\s{_PARTIES},?\s(?:\[(?P<date>\d{{4}})\]\s)?(?P<container>ECR|EU:C|ECLI:EU:C|EU:T)[\s:-]?(?P<pages>[\w:-]+){_PIN}"
    )),
    # Brown v. Board of Education, 347 U.S. 483, 495 (1954); Marbury v. Madison, 5 U.S. (1 Cranch) 137 (1803)
    ("case", re.compile(
        rf"{_PARTIES},\s(?P<volume>\d+)\s{_REPORTER}\s(?:\(\d+\s[A-Z][a-z]+\.?\)\s)?(?P<pages>\d+){_PIN}\s\((?P<authority>[A-Za-z0-9.\s]*?)\s?(?P<date>\d{{4}})\)"
    )),
    # R v Jogee [2016] UKSC 8, [2017] AC 387; Donoghue v Stevenson [1932] AC 562 (HL) 580
    ("case", re.compile(
        rf"{_PARTIES},?\s[\[(](?P<date>\d{{4}})[\])]\s(?:(?P<volume>\d+)\s)?{_REPORTER}\s(?P<pages>\d+)"
        rf"(?:\s\((?P<authority>[A-Z][\w ]*)\))?(?:,\s\[\d{{4}}\][^,;]*)?{_PIN}"
        r"(?:[,;]\s(?:[\[(]\d{4}[\])]\s)?(?:\d+\s)?[A-Z][A-Za-z. ]*(?:\(\d\w+\)\s)?\d+)*"
    )),
    # [1964] A.C. 40
    ("case", re.compile(
        r"\[(?P<date>\d{4})\]\s(?:(?P<volume>\d+)\s)?(?P<container>(?:[A-Z][A-Za-z]{0,5}\.?\s?){1,4})\s(?P<pages>\d+)"
        rf"(?:\s\((?P<authority>[A-Z][\w ]*)\))?{_PIN}(?=[.\s]*$)"
    )),
    # BGH, Urteil vom 12. März 2004 – V ZR 12/03, NJW 2004, 123
    ("case", re.compile(
        rf"{_COURT},?\s"
        rf"(?P<genre>Urt(?:eil|\.)|Beschl(?:uss|uß|\.))\sv(?:om|"
        rf"\.)\s{_DATE}(?:\s?[-–—,]+\s?(?:Az\.:?\s)?(?P<number>[\w. ]+?\d+/\d+))?"
        r"(?:\s?[,=(]\s?(?P<container>[A-ZÄÖÜ][\w-]+)\s(?P<volume>\d{1,4}),\s(?P<pages>\d+)(?:\s?\((?P<locator>\d+)\)|,\s(?P<locator2>\d+))?)?"
    )),
    # BVerfGE 65, 1 (43)
    ("case", re.compile(
        r"(?P<container>BVerfGE|BGHZ|BGHSt|BVerwGE|BAGE|BFHE|BSGE|RGZ|"
        r"RGSt)\s(?P<volume>\d+),\s(?:S\.\s)?(?P<pages>\d+)(?:\s?ff?\.)?(?:\s?\((?P<locator>\d+(?:\sff?\.?)?)\)|,\s(?P<locator2>\d+))?"
    )),
    # BGH NJW 1999, 12 (14)
    ("case", re.compile(
        rf"{_COURT},?\s(?:in:?\s)?(?P<container>[A-ZÄÖÜ][\w.-]+)\s(?P<date>(?:19|20)\d\d),\s(?:S\.\s)?(?P<pages>\d+){_CITED}"
    )),
    # AnwBl 1984, 116; NJW 1979, S. 2089 ff.
    ("article", re.compile(
        rf"{_JOURNAL}\s(?P<date>(?:19|20)\d\d),\s(?:S\.\s)?(?P<pages>\d+(?:\s?[-–—]\s?\d+)?){_CITED}"
    )),
    # H.C. Debs., vol. 223, col. 1029 (28 April 1993); 301 H.L. Debs., col. 12 (1970)
    ("debate", re.compile(
        rf"(?:(?:The\s)?(?P<author>(?!The\s)[A-ZÀ-Þ][^,;:()\d]{{2,50}}),\s)?(?:(?P<volume2>\d+)\s)?(?P<container>{_PARLIAMENT}),?\s(?:(?P<authority>Commons|Lords),?\s)?(?:\((?:5th|6th)\sseries\),?\s)?"
        r"(?:(?P<date2>\d{1,2}\s[A-Z][a-z]+,?\s\d{4}),?\s)?(?:[Vv]ol\.?\s?(?P<volume>\d+),?\s)?(?:[Cc]ols?\.?|c\.?|p\.)\s?"
        r"(?P<pages>\d+W?[AHS]?(?:\s?[-–]\s?\d+)?)(?:,?\s\(?(?P<date>(?:\d{1,2}\s[A-Z][a-z]+,?\s)?\d{4})\)?)?"
    )),
    # BT-Drs. 8/1567, S. 12; BT-Drucksache 10/5632
    ("document", re.compile(
        r"(?:(?P<author>Deutscher\sBundestag|Bundesrat),\s(?:\d+\.\sWahlperiode,\s)?)?"
        r"(?P<container>(?:(?:BT|BR|Bundestags|Bundesrats)-)(?:Drs\.?|Drucks\.?|Drucksache)|Drucksache)\s(?P<number>\d+/\d+)"
        r"(?:\s(?:vom|v\.)\s(?P<date>\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄa-zä]+)\s?\d{4}))?"
        r"(?:,?\s(?:S\.\s?)?(?P<locator>\d+(?:\s?[-–]\s?\d+)?(?:\sff?\.?)?))?"
    )),
    # Starck, JZ 1981, 457 (459)
    ("article", re.compile(
        rf"{_SURNAMES},\s{_ABBREVIATED}\s(?P<date>(?:19|20)\d\d),\s(?:S\.\s)?(?P<pages>\d+){_CITED}"
    )),
    # Zöllner, AcP 188 (1988), 85, 90
    ("article", re.compile(
        rf"{_SURNAMES},\s(?:in:?\s)?{_ABBREVIATED}\s(?P<volume>\d+)\s\((?P<date>(?:19|20)\d\d)\),?\s(?:S\.\s)?(?P<pages>\d+){_CITED}"
    )),
    # Völkischer Beobachter vom 14. Juli 1934; Allgemeine Zeitung, Nr. 45 vom 14. Februar 1848, S. 705
    ("", re.compile(
        rf"(?P<container>{_GERMAN_NEWSPAPER})(?:,?\sNr\.\s(?P<issue>\d+))?,?\s(?:vom|v\.)\s{_DATE}(?:,\sS\.\s(?P<pages>\d+))?(?=[.\s]*$)"
    )),
    # Der Spiegel Nr. 24/1982, S. 56; Die Zeit Nr. 12 vom 15.3.1985
    ("", re.compile(
        r"(?P<container>(?:(?:Der|Die|Das)\s)?[A-ZÄÖÜ][\w-]+),?\s(?:Nr\.|H\.|Heft)\s?(?P<issue>\d+)"
        rf"(?:\s?/\s?(?P<date2>(?:19|20)\d\d)|,?\s(?:vom|v\.)\s{_DATE})(?:,\sS\.\s(?P<pages>\d+)(?:\sff?\.)?)?(?=[.\s]*$)"
    )),
    # Gesetz zur Änderung der Zivilprozeßordnung vom 20.12.1984, BGBl. I S. 1654; RGBl. 1933 I, S. 175
    ("statute", re.compile(
        rf"(?P<title>(?=[A-ZÄÖÜ])[\w-]*(?:[Gg]esetz|[Vv]erordnung|[Ee]rla(?:ß|ss)|[Oo]rdnung|[Rr]ichtlinie)(?:\s[^;()]{{2,120}}?)?)\s(?:vom|v\.)\s{_DATE},?\s"
        r"\(?(?P<container>BGBl|RGBl|GBl|GVBl|GVOBl|GV|StGBl|öBGBl)\.?(?:\s(?:19|20)\d\d)?(?:\s(?P<volume>I{1,3}))?,?\s(?:S\.\s)?(?P<pages>\d+)\)?"
    )),
    # Radbruch, Gesetzliches Unrecht und übergesetzliches Recht, SJZ 1946, S. 105
    ("article", re.compile(
        rf"(?P<author>[A-ZÀ-Þ][^,;“„\"‘«(]{{2,60}}(?:,\s(?:[A-ZÀ-Þ]\.[\s-]?){{1,3}})?)[:,]\s(?P<title>[A-ZÄÖÜ][^;“„\"‘«(\d]{{4,200}}?),\s(?:in:?\s)?{_ABBREVIATED}\s"
        rf"(?:(?P<volume>\d+)\s\((?P<date>(?:19|20)\d\d)\),?|(?P<date2>(?:19|20)\d\d),)\s(?:S\.\s)?(?P<pages>\d+){_CITED}"
    )),
    # Diederichsen, in: FS Stern, 1997, S. 55 ff.; Jakobs, in: Lüderssen (Hrsg.), Strafrecht, Berlin 1989, S. 3
    ("contribution", re.compile(
        rf"{_SURNAMES},\sin:?\s(?:(?P<editor>[^,;():]{{3,80}})\s\((?:Hrsg|Hg|Hgg)\.?\)[,:]?\s)?(?P<container>[A-ZÄÖÜ][^,;():]{{2,140}}),\s"
        r"(?:Bd\.\s(?P<volume>\d+|[IVX]+),\s)?(?:(?P<place>[A-ZÄÖÜ][^,;():\d]{2,30})\s)?(?P<date>(?:18|19|20)\d\d),\sS\.\s(?P<pages>\d+(?:\s?[-–]\s?\d+)?)"
        rf"{_CITED}"
    )),
    # Felstiner und Danzig/Lowy in Law and Society Review, vol. 9, 1974/75
    ("article", re.compile(
        r"(?P<author>[A-ZÀ-Þ][\w’'-]+(?:(?:\s?/\s?|\s(?:und|and|&)\s)[A-ZÀ-Þ][\w’'-]+){0,5}),?\sin:?\s(?P<container>[A-ZÀ-Þ][^,;:()\d]{4,80}),?\s"
        r"(?:[Vv]ol\.|Bd\.|Jg\.)\s?(?P<volume>\d+),?\s\(?(?P<date>(?:1[89]|20)\d\d(?:/\d\d)?)\)?(?:,\s(?:S\.|pp?\.)\s(?P<pages>\d+(?:\s?[-–—]\s?\d+)?))?"
    )),
    # Projektbericht ‚Rechtsschutzversicherung‘ (Blankenburg/Fiedler), Veröffentlichung voraussichtlich Mitte 1980
    ("document", re.compile(
        r"(?P<title>[A-ZÄÖÜ][\w-]*(?:bericht|studie|untersuchung|projekt|[Mm]anuskript)\s[„‚“‘\"][^“”‘’\"()]{4,160}[“”‘’\"]),?\.?\s"
        r"\((?P<author>[A-ZÀ-Þ][\w’-]+(?:[\s/]+[A-ZÀ-Þ][\w’-]+)+)\)(?:[.,]*\s[^();]{0,160}?(?P<date>(?:19|20)\d\d))?"
    )),
    # Krisenberger, Hans: Das Armenrecht. In: Neue Juristische Wochenschrift 1977, S. 1805
    ("article", re.compile(
        r"(?P<author>[A-ZÀ-Þ][^,;:\d]{1,40}(?:,\s[A-ZÀ-Þ][\w. -]{0,30})?)[:,]\s"
        r"(?P<title>[A-ZÄÖÜ„“][^;\d]{4,200}?)[.,]\s[Ii]n:\s"
        r"(?P<container>[A-ZÄÖÜ][^,;:()\d]{1,80}?)\s(?P<date>(?:19|20)\d\d)(?:,\s(?:H\.|Heft|Nr\.)\s(?P<issue>\d+))?,\s"
        rf"S\.\s(?P<pages>\d+(?:\s?[-–—]\s?\d+)?){_CITED}"
    )),
    # Schwerdtner, Türkische Hochzeit im Arbeitsrecht, in: Festschrift für Herschel, München 1982, S. 393 (401)
    ("contribution", re.compile(
        rf"{_SURNAMES},\s(?P<title>[A-ZÄÖÜ][^;:“„\d]{{4,200}}?),\sin:?\s(?:(?P<editor>[^,;():]{{3,80}})\s\((?:Hrsg|Hg|Hgg)\.?\)[,:]?\s)?"
        r"(?P<container>[A-ZÄÖÜ][^,;():]{2,140}),\s(?:(?P<place>[A-ZÄÖÜ][^,;():\d]{2,30})\s)?(?P<date>(?:18|19|20)\d\d),\sS\.\s"
        rf"(?P<pages>\d+(?:\s?[-–]\s?\d+)?){_CITED}"
    )),
    # ders., in: Alternativkommentar zum BGB, § 242 Rdn. 20 ff.
    ("contribution", re.compile(
        r"(?P<author>[Dd](?:ers|ies)\.|[A-ZÄÖÜ][\w’'-]+),\sin:\s(?P<container>[A-ZÄÖÜ][^;():]{2,100}?),\s"
        r"(?P<locator>(?:§§?|Art\.)\s?\d+\w?(?:,?\s(?:Rdnr|Rdn|Rn|Rz)\.\s?\d+(?:\s?[-–]\s?\d+)?)?)(?:\sff?\.)?"
    )),
    # Statistisches Jahrbuch für die Bundesrepublik Deutschland 1981, S. 318 f.
    ("book", re.compile(
        r"(?P<title>(?:[A-ZÄÖÜ][\w-]*\s)?[A-ZÄÖÜ]?[\w-]*(?:[Jj]ahrbuch|[Jj]ahresbericht|[Gg]eschäftsbericht|[Ss]tatistik)(?:\s[^,;:()\d]{2,80}?)?)\s"
        rf"(?P<date>(?:18|19|20)\d\d),\sS\.\s(?P<pages>\d+(?:\s?[-–]\s?\d+)?){_CITED}"
    )),
    # Vogel, in: Recht 1979, S. 45
    ("article", re.compile(
        rf"{_SURNAMES},\sin:\s(?P<container>[A-ZÄÖÜ][\w-]*(?:\s[\w-]+){{0,6}}?)\s(?P<date>(?:19|20)\d\d),\s(?:(?:H\.|Heft)\s(?P<issue>\d+),\s)?"
        rf"S\.\s(?P<pages>\d+(?:\s?[-–]\s?\d+)?){_CITED}"
    )),
    # Jane Doe, The Hidden Contract, 45 Harv. L. Rev. 123, 130–32 (1990)
    ("article", re.compile(
        r"(?P<author>[A-ZÀ-Þ][^,;“\"‘(]{2,80}),\s(?P<title>[A-ZÀ-Þ][^;“\"‘(]{4,200}),\s"
        r"(?P<volume>\d+)\s(?P<container>[A-Z][A-Za-z.&’' ]*?[A-Za-z.])\s"
        r"(?P<pages>\d+)(?:,\s(?P<locator>\d+(?:\s?[-–]\s?\d+)?)(?:\s(?:&\s)?nn?\.\s?\d+)?)?\s\((?P<date>(?:[A-Z][a-z]+\s)?\d{4})\)"
    )),
    # Richard Delgado et al., Fairness and Formality, 1985 Wis. L. Rev. 1359, 1391–95
    ("article", re.compile(
        r"(?P<author>[A-ZÀ-Þ][^,;“\"‘(]{2,80}),\s(?P<title>[A-ZÀ-Þ][^;“\"‘(]{4,200}),\s"
        r"(?P<date>(?:1[89]|20)\d\d)\s(?P<container>[A-Z][A-Za-z&’']*\.\s[A-Za-z.&’' ]*?[A-Za-z.])\s"
        r"(?P<pages>\d+)(?:,\s(?P<locator>\d+(?:\s?[-–]\s?\d+)?)(?:\snn?\.\s?\d+)?)?"
    )),
    # RICHARD A. POSNER, ECONOMIC ANALYSIS OF LAW 23 (5th ed. 1998)
    ("book", re.compile(
        r"(?P<author>[A-ZÀ-Þ][^,;“\"‘(]{2,80}),\s(?P<title>[A-ZÀ-Þ][^;“\"‘(,\d]{4,200}?)\s(?P<locator>\d+(?:\s?[-–]\s?\d+)?)\s"
        r"\((?P<edition>\d+\w{1,2})\sed\.\s(?P<date>\d{4})\)"
    )),
    # Vienna Convention on the Law of Treaties, 1155 UNTS 331
    ("treaty", re.compile(
        rf"(?P<title>[A-Z][^;,\d]{{4,160}}?)(?:,\s(?P<date>(?:\d{{1,2}}\s)?(?:[A-Z][a-z]+\s)?\d{{4}}))?,\s(?P<volume>\d+)\s(?P<container>UNTS|LNTS|"
        rf"ILM|UKTS|U\.N\.T\.S\.|I\.L\.M\.|BFSP|CTS)\s(?P<pages>\d+)(?:,?\s(?:art|Art|article)s?\.?\s(?P<section>\d[\w()]*))?{_PIN}"
    )),
    # Universal Declaration of Human Rights (adopted 10 December 1948) UNGA Res 217 A(III) (UDHR) art 5
    ("treaty", re.compile(
        r"(?P<title>[A-Z][^;,()\d]{4,160}?)\s\((?:adopted|signed|opened\sfor\ssignature|concluded)\s(?P<date>\d{1,2}\s[A-Z][a-z]+\s\d{4})[^()]*\)"
        r"(?:,?\s(?P<number>[^;]{2,80}?))?(?:,?\s(?:art|Art|article)s?\.?\s(?P<section>\d[\w()]*))?(?=[.\s]*$)"
    )),
    # European Convention on Human Rights, art. 8
    ("treaty", re.compile(
        r"(?P<title>(?:[A-Z][a-z]+\s){0,4}(?:Convention|Treaty|Covenant|Charter)(?:\s(?:[A-Z][a-z]+|on|of|the|for|and|to|in)){0,10}(?:\s(?P<date>\d{4}))?),?\s"
        r"[Aa]rt(?:icle|s|\.)?\.?\s(?P<section>\d[\w()]*)"
    )),
    # UN Doc. S/RES/1373 (28 September 2001)
    ("document", re.compile(
        r"(?:(?P<title>[A-Z][^;]{4,200}?),\s)?(?P<number>(?:UN|U\.N\.)\sDocs?\.?\s[A-Z]+/[\w./-]*\w)(?:,?\s\(?(?P<date>[^();]*\d{4})\)?)?"
        r"(?:,?\s(?:para|at|p)s?\.?\s(?P<locator>\d+))?"
    )),
    # Human Rights Act 1998, s 6(1)
    ("statute", re.compile(
        r"(?:[Ss](?:ections?|s?\.?|ch(?:edule|\.))\s(?P<section2>\d[\w()]*)\s(?:of|to)\s(?:the\s)?)?"
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


def _is_sentence(title: str) -> bool:
    """Whether the words before "Act 1990" are a sentence and no title."""
    return any(word not in _JOINING for word in re.findall(r"(?<![\w’'-])[a-zà-ÿ]+", title))


def read_legal(text: str, *, in_note: bool = False) -> Labelling | None:
    """Return the fields of a case, statute or piece of legal literature that is all of ``text``, else None."""
    start = len(text) - len(text.lstrip())
    for form, pattern in _FORMS if re.search(r"\d", text) else ():  # each of them prints a number
        match = pattern.match(text, start)
        if match is None or (
            re.search(r"\w", text[match.end() :]) and not (form == "case" and _NAMED.match(text, match.end()))
        ):
            continue
        if form in ("statute", "case") and _is_sentence(match.groupdict().get("title") or ""):
            continue
        author = match.groupdict().get("author")
        if (
            author
            and not reads_as_names(author)
            and not re.fullmatch(r"(?:ders|dies|id)\.", author, re.IGNORECASE)
        ):
            continue
        if author and _MORE_NAMES.match(match.groupdict().get("title") or ""):
            continue  # "Trubek, David M./Galanter, Marc, Scholars"; "M. Cacciari, G. P. Salam, JHEP"
        fields = [Labelled(name.removesuffix("2"), *match.span(name)) for name in match.groupdict() if match[name]]
        return Labelling(tuple(sorted(fields, key=lambda field: field.start)), confidence=GRAMMAR, form=form)
    return read_law_style(text, in_note=in_note) or (read_titled(text) if in_note else None)
