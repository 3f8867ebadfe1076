"""Headings: which lines are one, and what the section under them holds."""

from __future__ import annotations

import re
from enum import Enum, auto

from citekit.extraction.letters import SUPERSCRIPTS


class Section(Enum):
    """What stands under a heading."""

    LIST = auto()
    """References, works cited, a bibliography."""
    NOTES = auto()
    """Endnotes."""
    FRONT = auto()
    """An abstract, keywords, a table of contents: what stands between the title and the text."""
    PART = auto()
    """A chapter or part by its number: it may begin anew, or be one of the parts of a list or of the notes."""
    OTHER = auto()
    """Any other part that a paper may have after its text."""


_LIST = """
references; reference; reference list; list of references; references cited; works cited; work cited; works
consulted; works referenced; works cited and consulted; literature; literature cited; cited literature;
bibliography; select bibliography; selected bibliography; annotated bibliography; general bibliography;
bibliographical references; bibliographic references; selected references; cited works; cited references;
sources; sources cited; sources consulted; list of sources; primary sources; secondary sources; sources and
literature; primary and secondary sources; further reading; references and notes; references and further
reading; bibliography and references; references and bibliography; list of works cited; list of works
consulted; list of citations; citations; table of authorities; bibliography of works cited; literatur;
literaturverzeichnis; quellen; quellenverzeichnis; quellen und literatur; bibliographie; quellen und
literaturverzeichnis; literatur und quellenverzeichnis; literatur und quellen; literaturangaben; zitierte
literatur; literaturliste; referenzen; bibliografie; verwendete literatur; verzeichnis der literatur;
references bibliographiques; reference bibliographique; bibliographie selective; bibliographie generale;
ouvrages cites; sources et bibliographie; liste des references; travaux cites; bibliographie et sources;
bibliografia; riferimenti bibliografici; riferimenti; opere citate; fonti; fonti e bibliografia; letteratura;
bibliografia citata; bibliografia generale; bibliografia essenziale; testi citati; referencias; referencias
bibliograficas; obras citadas; fuentes; fuentes y bibliografia; literatura citada; trabajos citados; obras
consultadas; bibliografia consultada; lista de referencias; referencias e bibliografia; fontes; fontes e
bibliografia; referencias citadas; literatura; wykaz literatury; spis literatury; literatura cytowana;
bibliografia i zrodla; zrodla; literatuur; literatuurlijst; bronnen; bronvermelding; geraadpleegde literatuur;
bronnen en literatuur; referenties; litteratur; referenser; kallforteckning; kallor; referanser;
litteraturliste; kilder; kallor och litteratur; lahteet; lahdeluettelo; kirjallisuus; pouzita literatura;
seznam literatury; seznam pouzite literatury; prameny; zoznam pouzitej literatury; irodalom; irodalomjegyzek;
felhasznalt irodalom; hivatkozasok; bibliografie; kaynakca; kaynaklar; viri; viri in literatura; popis
literature; izvori; reference citees; bibliographia; литература; список литературы; библиография; источники;
список использованных источников; список использованной литературы; список источников; бібліографія; список
використаних джерел; література; βιβλιογραφια; αναφορες; 参考文献; 引用文献; 参考文献一覧; 文献; 文献目録;
文献一覧; 引用・参考文献; 参考资料; 參考文獻; 引用書目; 徵引書目; 参考书目; 참고문헌; 참고 문헌; 인용문헌;
المراجع; المصادر والمراجع; مراجع; ביבליוגרפיה; מקורות
"""

_NOTES = """
notes; endnotes; footnotes; end notes; foot notes; note; notes to the text; notes and references; notes to
pages; list of notes; anmerkungen; fussnoten; endnoten; anmerkungen und nachweise; einzelnachweise; notes de
fin; notes de bas de page; notes et references; notas; notas finais; notas finales; note finali; note a pie di
pagina; notas al pie; notas de rodape; przypisy; noten; voetnoten; eindnoten; noter; fotnoter; slutnoter;
viitteet; poznamky; jegyzetek; dipnotlar; notlar; примечания; сноски; примітки; σημειωσεις; 注; 注释; 註;
註釋; 注記; 脚注; 尾注; 미주; 각주; 주석
"""

_FRONT = """
abstract; summary; keywords; key words; contents; table of contents; list of figures; list of tables;
zusammenfassung; schlusselworter; schlagworter; inhalt; inhaltsverzeichnis; resume; mots cles; table des
matieres; sommaire; riassunto; parole chiave; indice; resumen; palabras clave; resumo; palavras chave;
streszczenie; slowa kluczowe; samenvatting; preface; foreword; vorwort; dedication; contents page; abstrakt;
要旨; 摘要; 目次; 目录
"""

_OTHER = """
appendix; appendices; appendixes; annex; annexes; annexe; index; author index; subject index; name index;
acknowledgements; acknowledgments; acknowledgement; acknowledgment; funding; funding information; glossary;
about the author; about the authors; notes on contributors; note on contributor; notes on contributor; notes
on the contributors; author biography; author biographies; biographical note; biographical notes; biography;
author information; contributors; curriculum vitae; vita; conflict of interest; conflicts of interest;
declaration of interest; declaration of interests; disclosure statement; disclosure; declaration of
conflicting interests; data availability; data availability statement; supplementary material; supplementary
materials; supporting information; author contributions; orcid; figures; tables; figure captions; figure
legends; tables and figures; list of abbreviations; abbreviations; correspondence; copyright; introduction;
conclusion; conclusions; discussion; methods; results; anhang; anhange; danksagung; abkurzungsverzeichnis;
abkurzungen; lebenslauf; register; eidesstattliche erklarung; selbstandigkeitserklarung; erklarung;
abbildungsverzeichnis; tabellenverzeichnis; uber den autor; uber die autorin; autoreninformation; einleitung;
fazit; schluss; remerciements; annexes; a propos de l auteur; introduction generale; ringraziamenti;
appendice; appendici; indice dei nomi; introduzione; conclusioni; agradecimientos; apendice; apendices; anexo;
anexos; sobre el autor; agradecimentos; sobre o autor; introduccion; conclusiones; introducao; conclusao;
podziekowania; zalaczniki; aneks; o autorze; wstep; zakonczenie; bijlage; bijlagen; dankwoord; bilaga;
bilagor; vedlegg; liitteet; prilohy; priloha; dodatek; fuggelek; ekler; приложение; приложения; благодарности;
付録; 谢辞; 謝辞; 附录; 附錄; 부록
"""


_LONGEST = 80
_MARKUP = re.compile(r"^(?:#{1,6}|=+|\\(?:chapter|section|subsection)\*?\{)\s*|[\s#={}*_:.]+$|^[*_\s]+")
_NUMBERING = re.compile(
    r"^(?:(?:chapter|kapitel|chapitre|capitolo|capítulo|section|part|teil|appendix|anhang)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,6}|[A-H])[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
_BARE_LETTER = re.compile(r"^[a-hA-H]\s")
_NUMBER = r"\s+(?:\d{1,2}|[A-Z]|[IVX]{1,6}|[a-z]+)\b[.:–—-]?.{0,80}$"
_NUMBERED_PART = re.compile(
    rf"(?:chapter|kapitel|chapitre|capitolo|capítulo|part|teil|глава){_NUMBER}", re.IGNORECASE
)
_NUMBERED_APPENDIX = re.compile(
    rf"(?:appendix|appendices|annex|annexe|anhang|anexo|apéndice|appendice|bijlage|приложение){_NUMBER}",
    re.IGNORECASE,
)
_MARKER = re.compile(rf"[{SUPERSCRIPTS}]+$")
_SPACED_OUT = re.compile(r"^(?:\w ){4,}\w$")
_TO_PAGE = re.compile(r"(?:\.{2,}|…|(?:\. ){2,}|\s{2,}|\t)\s*\d+\s*$")


def section_of(line: str) -> Section | None:
    """Tell what the heading ``line`` opens; None where it is no heading that we know.

    Numbering (``8 References``), markup and letter-spacing are seen through; a line of a table of contents,
    which ends in a page number, is no heading.
    """
    if len(line) > _LONGEST or not line or _TO_PAGE.search(line):
        return None
    bare = _MARKER.sub("", _MARKUP.sub("", _MARKUP.sub("", line))).strip()
    if _SPACED_OUT.match(bare):
        bare = bare.replace(" ", "")
    if found := _SECTIONS.get(_folded(bare)):
        return found
    unnumbered = _NUMBERING.sub("", bare, count=1)
    if unnumbered != bare and not _BARE_LETTER.match(bare) and (found := _SECTIONS.get(_folded(unnumbered))):
        return found
    if found := _of_a_part(bare):
        return found
    if not bare[:1].isupper():
        return None
    if _NUMBERED_PART.match(bare):
        return Section.PART
    return Section.OTHER if _NUMBERED_APPENDIX.match(bare) else None


_PART = re.compile(
    r"^(.*?)\s*(?:[(:–—-]|\bto\b|\bfor\b|\bzu\b|\bde\b)\s*(?:the\s+)?"
    r"(?:chapter|chap\.|section|part|kapitel|chapitre|capitolo|capítulo)\s+[\w.]+\)?$",
    re.IGNORECASE,
)


def _of_a_part(heading: str) -> Section | None:
    """``References to Chapter 3``, ``Notes (Part II)``; ``Chapter 3 References`` loses its number before."""
    match = _PART.match(heading)
    return _SECTIONS.get(_folded(match[1])) if match else None


_FOLD = str.maketrans(
    "äöüáàâãåéèêëíìîïóòôõøúùûçñýčšžřťďňěůąęłńśźżćőűğış", "aouaaaaaeeeeiiiiooooouuucnycszrtdneuaelnszzcougis"
)


def _folded(text: str) -> str:
    """Small letters, no diacritics, single blanks: the form of the tables above."""
    lowered = text.lower().replace("ß", "ss").replace("&", " and ").translate(_FOLD)
    lowered = lowered.translate(str.maketrans("άέήίόύώ", "αεηιουω"))
    return " ".join(re.sub(r"[-–—/'’.,:()\[\]]+", " ", lowered).split())


def _table(entries: str, section: Section) -> dict[str, Section]:
    return {_folded(entry): section for entry in entries.split(";")}


_SECTIONS = {
    **_table(_OTHER, Section.OTHER),
    **_table(_FRONT, Section.FRONT),
    **_table(_NOTES, Section.NOTES),
    **_table(_LIST, Section.LIST),
}
