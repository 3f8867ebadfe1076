"""The order of letters, language by language: the data behind collation.

A rule is read from the left: ``l<ł`` puts ł right after l as a letter of its own, ``ö=ø`` makes ø the same letter
as ö. Several letters on one side of a sign are one letter of the alphabet (``h<ch``), or stand for it (``å=aa``).
Everything that no rule names sorts as its base letter, or by ROOT_LETTERS.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

ROOT_LETTERS: Final = (
    "aɐɑɒbʙƀɓƃcȼƈɕdɖɗƌȡeɇǝəɛɘɜɤfƒgɡɢǥɠʛɣƣhʜƕɦɧiıɪɨɩjȷɉʝɟʄkƙʞlʟƚɫɬɭȴɮƛʎmɱnɴɲƞɳȵŋoɶɔɵɷȣpƥɸqʠɋĸrʀɍɹɺɻɼɽɾɿʁ"
    "sʂȿʃƪʅʆtŧƫƭʈȶʇuʉɥʮʯɯɰʊvʋʌwʍxyʏɏƴȝzƍƶȥʐʑɀʒƹƺʓþƿƻƨƽƅʔɂʕʡʢʖǀǁǂǃʗʘʬʭ"
)
"""The Latin letters of all languages, in the order of the root collation."""

ROOT_EQUALS: Final = "ae=æ oe=œ d=đ=ð h=ħ l=ł o=ø ss=ß г=ґ σ=ς כ=ך מ=ם נ=ן פ=ף צ=ץ"
"""Letters that sort as others although no decomposition leads there."""

CYRILLIC: Final = (
    "аәӕбвгғӻҕӷдԁђԃҙеєжԫҗзԅԑѕӡԇиҋійјкқӄҡҟҝԟԛлӆԯԓԡљԉԕмӎнԩӊңӈԣҥњԋоөпԥҧҁрҏԗсԍҫтԏҭћуүұѹфхӽӿҳһԧѡѿѽѻцҵчԭҷӌҹҽҿџшщъ"
    "ыьҍѣэюяԙѥѧѫѩѭѯѱѳѵҩԝӏ"
)
"""The Cyrillic letters in their order, which is not that of their code points."""

_CROATIAN: Final = "c<č<ć d<dž<đ l<lj n<nj s<š z<ž"
_DANISH: Final = "y=ü=ű th=þ ʭ<ä=æ<ö=ø=ő<å=aa"
_NORWEGIAN: Final = "y=ü=ű th=þ ʭ<ä=æ=ę<ö=ø=ő=œ<å=aa"
_SPANISH: Final = "n<ñ"
_TURKISH: Final = "c<ç g<ğ h<ı o<ö s<ş u<ü"

RULES: Final = MappingProxyType(
    {
        "af": "n=ŉ",
        "ar": "ت=ة ي=ى",
        "az": "c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü",
        "bs": _CROATIAN,
        "cs": "c<č h<ch r<ř s<š z<ž",
        "cy": "c<ch d<dd f<ff g<ng l<ll p<ph r<rh t<th",
        "da": _DANISH,
        "es": _SPANISH,
        "et": "s<š<z<ž w<õ<ä<ö<ü",
        "fa": "و<ه=ة ی=ي=ى ک=ك",
        "fi": "g=ǥ n=ŋ t=ŧ y=ü z=ʒ ʭ<å<ä=æ<ö=ø",
        "fil": "n<ñ<ng",
        "gl": _SPANISH,
        "hr": _CROATIAN,
        "hu": "c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs "
        "cscs=ccs dzdz=ddz dzsdzs=ddzs gygy=ggy lyly=lly nyny=nny szsz=ssz tyty=tty zszs=zzs",
        "is": "a<á d<ð e<é ɩ<í o<ó u<ú y<ý ʭ<ä=æ<ö=ø<å",
        "lt": "c<č i=y s<š z<ž",
        "lv": "a<ā c<č e<ē g<ģ i<y<ī k<ķ l<ļ n<ņ o<ō r<ŗ s<š u<ū z<ž",
        "nb": _NORWEGIAN,
        "nn": _NORWEGIAN,
        "no": _NORWEGIAN,
        "pl": "a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż",
        "ro": "a<ă<â i<î s<ș=ş t<ț=ţ",
        "sk": "a<ä c<č h<ch o<ô r<ř s<š z<ž",
        "sl": "c<č<ć d<đ s<š z<ž",
        "sq": "c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh",
        "sr": "и=й",
        "sr-latn": _CROATIAN,
        "sv": "y=ü=ű th=þ ʭ<å<ä=æ=ę<ö=ø=ő=œ=ô",
        "tl": "n<ñ<ng",
        "tr": _TURKISH,
        "uk": "г<ґ і<ї",
        "vi": "a<ă<â d<đ e<ê o<ô<ơ u<ư",
    }
)
"""How the languages differ from the root collation."""

SCRIPTS: Final = (
    ("Latn", ((0x0041, 0x024F), (0x0250, 0x02AF), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF))),
    ("Grek", ((0x0370, 0x03FF), (0x1F00, 0x1FFF))),
    ("Cyrl", ((0x0400, 0x052F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F))),
    ("Geor", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("Armn", ((0x0530, 0x058F),)),
    ("Hebr", ((0x0590, 0x05FF),)),
    ("Arab", ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF))),
    ("Syrc", ((0x0700, 0x074F),)),
    ("Deva", ((0x0900, 0x097F), (0xA8E0, 0xA8FF))),
    ("Beng", ((0x0980, 0x09FF),)),
    ("Thai", ((0x0E00, 0x0E7F),)),
    ("Mymr", ((0x1000, 0x109F),)),
    ("Khmr", ((0x1780, 0x17FF),)),
    ("Hang", ((0xAC00, 0xD7AF), (0x1100, 0x11FF), (0x3130, 0x318F))),
    ("Kana", ((0x3040, 0x30FF), (0x31F0, 0x31FF))),
    ("Bopo", ((0x3100, 0x312F), (0x31A0, 0x31BF))),
    ("Hani", ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))),
)
"""The scripts in the order of the root collation, each with its code points; others follow by code point."""

SCRIPTS_FIRST: Final = MappingProxyType(
    {
        "ar": ("Arab",),
        "bg": ("Cyrl",),
        "bs": ("Latn", "Cyrl"),
        "el": ("Grek",),
        "fa": ("Arab",),
        "he": ("Hebr",),
        "hi": ("Deva",),
        "hr": ("Latn", "Cyrl"),
        "hy": ("Armn",),
        "ja": ("Latn", "Kana", "Hani"),
        "ka": ("Geor",),
        "km": ("Khmr",),
        "ko": ("Hang", "Hani"),
        "mn": ("Cyrl",),
        "pa": ("Arab",),
        "ru": ("Cyrl",),
        "sr": ("Cyrl",),
        "sr-latn": ("Latn", "Cyrl"),
        "th": ("Thai",),
        "uk": ("Cyrl",),
        "ur": ("Arab",),
        "zh": ("Hani",),
        "zh-tw": ("Hani", "Bopo"),
        "zh-hk": ("Hani", "Bopo"),
    }
)
"""Languages that put their own scripts before the others."""

IDEOGRAPH_CODES: Final = MappingProxyType(
    {"ja": "euc_jp", "ko": "euc_kr", "zh": "gb2312", "zh-tw": "big5", "zh-hk": "big5"}
)
"""National character sets whose order of ideographs is the one people look them up by: by reading in Japan, Korea
and the People's Republic of China (its common characters), by strokes in Taiwan."""
