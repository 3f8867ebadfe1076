"""What papers call their sections, in many languages: names parted by semicolons, diacritics left out."""

from __future__ import annotations

LIST = """
references; reference; reference list; list of references; references cited; works cited; work cited; works
consulted; works referenced; works cited and consulted; literature; literature cited; cited literature;
bibliography; select bibliography; selected bibliography; annotated bibliography; general bibliography;
bibliographical references; bibliographic references; selected references; cited works; cited references;
sources; sources cited; sources consulted; list of sources; primary sources; secondary sources; sources and
literature; primary and secondary sources; further reading; references and notes; references and further
reading; bibliography and references; references and bibliography; list of works cited; list of works
consulted; list of citations; citations; table of authorities; publications cited; references used;
bibliography of works cited; literatur; literaturverzeichnis; primarliteratur; sekundarliteratur;
primarquellen; sekundarquellen; gedruckte quellen; ungedruckte quellen; weiterfuhrende literatur;
internetquellen; quellen; quellenverzeichnis; quellen und literatur; bibliographie; quellen und
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

NOTES = """
notes; endnotes; footnotes; end notes; foot notes; note; notes to the text; notes and references; notes to
pages; list of notes; anmerkungen; fussnoten; endnoten; anmerkungen und nachweise; einzelnachweise; notes de
fin; notes de bas de page; notes et references; notas; notas finais; notas finales; note finali; note a pie di
pagina; notas al pie; notas de rodape; przypisy; noten; voetnoten; eindnoten; noter; fotnoter; slutnoter;
viitteet; poznamky; jegyzetek; dipnotlar; notlar; примечания; сноски; примітки; σημειωσεις; 注; 注释; 註;
註釋; 注記; 脚注; 尾注; 미주; 각주; 주석
"""

FRONT = """
abstract; summary; keywords; key words; contents; table of contents; list of figures; list of tables;
zusammenfassung; schlusselworter; schlagworter; inhalt; inhaltsverzeichnis; resume; mots cles; table des
matieres; sommaire; riassunto; parole chiave; indice; resumen; palabras clave; resumo; palavras chave;
streszczenie; slowa kluczowe; samenvatting; preface; foreword; vorwort; dedication; contents page; abstrakt;
要旨; 摘要; 目次; 目录
"""

OTHER = """
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
fazit; schluss; remerciements; annexes; a propos de l'auteur; introduction generale; ringraziamenti;
appendice; appendici; indice dei nomi; introduzione; conclusioni; agradecimientos; apendice; apendices; anexo;
anexos; sobre el autor; agradecimentos; sobre o autor; introduccion; conclusiones; introducao; conclusao;
podziekowania; zalaczniki; aneks; o autorze; wstep; zakonczenie; bijlage; bijlagen; dankwoord; bilaga;
bilagor; vedlegg; liitteet; prilohy; priloha; dodatek; fuggelek; ekler; приложение; приложения; благодарности;
付録; 谢辞; 謝辞; 附录; 附錄; 부록
"""

WORDS_OF_LISTS = frozenset(
    """
    references reference bibliography bibliographies sources source literature list of and the to for in
    works work cited consulted used selected select annotated primary secondary tertiary archival
    unpublished published manuscript manuscripts printed bibliographic bibliographical general other
    additional further internet online electronic web complete full short publications materials quoted
    mentioned main documents
    """.split()
)
"""A heading made of these words alone names a list, if one of the next is among them."""

HEADS_OF_LISTS = frozenset("references bibliography bibliographies sources cited consulted".split())

NAMES_OF_LISTS = frozenset(
    """
    references bibliography bibliographies bibliographie bibliografie bibliografia bibliographia references
    referencias literaturverzeichnis quellenverzeichnis literaturliste
    """.split()
)
"""A short heading that begins or ends with one of these names a list, whatever its other words."""
