"""Names in .bib fields: ``von Last, Jr, First``, ``First von Last``, braces for organisations, BibLaTeX's parts.

Sources: *BibTeXing*, section 4; *Tame the BeaST*, section 4; the BibLaTeX manual, "Name Lists" and "Data
annotations". What the classic form cannot say of a name goes into an annotation of the field (``author+an``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citekit.formats.bib.tex_read import closing_brace, from_tex, is_one_group, strip_whole_braces
from citekit.formats.bib.tex_write import to_tex
from citekit.model import Name

_AND = re.compile(r"\s+and(?=\s)\s*|[{}]", re.IGNORECASE)
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix|id|given-i|family-i|prefix-i|suffix-i)\s*=")
_PART = re.compile(r"([a-z-]+)\s*=\s*")


def split_names(value: str) -> list[str]:
    """Split a name list at each ``and`` that is not in braces."""
    if "{" not in value:
        pieces = re.split(r"(?i)(?:^|\s+)and(?=\s|$)", value)
    else:
        pieces, depth, start = [], 0, 0
        for match in _AND.finditer(value):
            sign = match.group()
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth = max(0, depth - 1)
            elif depth == 0:
                pieces.append(value[start : match.start()])
                start = match.end()
        pieces.append(value[start:])
    return [piece.strip() for piece in pieces if piece.strip(" ,\t\n")]


def read_names(value: str, annotation: str | None = None) -> tuple[Name, ...]:
    """Read a name list in TeX; ``annotation`` is the value of the field's ``+an`` field."""
    notes = _read_annotation(annotation) if annotation else {}
    names = []
    for number, piece in enumerate(split_names(value), start=1):
        name = read_name(piece)
        if name is not None:
            names.append(_annotated(name, notes[number]) if number in notes else name)
    return tuple(names)


def read_name(text: str) -> Name | None:
    """Read one name; ``None`` where nothing is left of it. ``others`` is kept as a literal."""
    text = text.strip()
    if is_one_group(text):
        literal = from_tex(strip_whole_braces(text))
        return Name(literal=literal) if literal.strip() else None
    if text == "others":
        return Name(literal="others")
    if "=" in text and _EXTENDED.match(text):
        return _make(_extended_parts(text))
    parts = _split_commas(text)
    if len(parts) == 1:
        given, prefix, family = _first_von_last(_words(parts[0]))
        suffix = ""
    else:
        prefix, family = _von_last(_words(parts[0]))
        given = " ".join(parts[2:]) if len(parts) > 2 else parts[1]
        suffix = parts[1] if len(parts) > 2 else ""
    return _make({"family": family, "given": given, "prefix": prefix, "suffix": suffix})


def _make(parts: dict[str, str]) -> Name | None:
    values = {part: " ".join(from_tex(value).split()) for part, value in parts.items() if value}
    if not (values.get("family") or values.get("given")):
        leftover = values.get("prefix") or values.get("suffix")
        return Name(family=leftover) if leftover else None
    return Name(
        family=values.get("family"),
        given=values.get("given"),
        non_dropping_particle=values.get("prefix"),
        suffix=values.get("suffix"),
    )


def _split_commas(text: str) -> list[str]:
    """Split at commas outside braces; empty parts at the end are dropped."""
    if "{" not in text:
        parts = text.split(",")
    else:
        parts, depth, start = [], 0, 0
        for index, character in enumerate(text):
            if character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
            elif character == "," and depth <= 0:
                parts.append(text[start:index])
                start = index + 1
        parts.append(text[start:])
    parts = [part.strip() for part in parts]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def _words(text: str) -> list[str]:
    """Split at white space and ties outside braces."""
    if "{" not in text:
        return [word for word in re.split(r"(?:\s|(?<!\\)~)+", text) if word]
    words, depth, word = [], 0, ""
    previous = ""
    for character in text:
        if depth == 0 and (character.isspace() or (character == "~" and previous != "\\")):
            if word and not (word.startswith("\\") and len(word) == 2 and not word[1].isalpha()):
                words.append(word)
                word = ""
        else:
            depth += (character == "{") - (character == "}")
            word += character
        previous = character
    return [*words, word] if word else words


def _is_lower(word: str) -> bool:
    """Tell whether BibTeX takes a word for part of ``von``: its first letter outside braces is a small one."""
    first = word[0]
    if first.isalpha():
        return first.islower()
    at = 0
    while at < len(word):
        character = word[at]
        if character == "{":
            end = closing_brace(word, at)
            if word[at + 1 : at + 2] == "\\":
                letter = re.search(
                    r"\\(?:[A-Za-z]+\s*\{?([A-Za-z])|[^A-Za-z]\{?\\?([A-Za-z])|([A-Za-z]+))", word[at:]
                )
                if letter:
                    return next(group for group in letter.groups() if group)[0].islower()
            at = end + 1 if end > 0 else at + 1
            continue
        if character == "\\":
            letter = re.match(r"\\(?:[^A-Za-z][{\\]*)?([A-Za-z])", word[at:])
            return letter is not None and letter.group(1).islower()
        if character.isalpha():
            return character.islower()
        at += 1
    return False


def _first_von_last(words: list[str]) -> tuple[str, str, str]:
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if not lower:
        return " ".join(words[:-1]), "", words[-1] if words else ""
    first, last = lower[0], lower[-1]
    return " ".join(words[:first]), " ".join(words[first : last + 1]), " ".join(words[last + 1 :])


def _von_last(words: list[str]) -> tuple[str, str]:
    end = 0
    for index, word in enumerate(words[:-1]):
        if _is_lower(word):
            end = index + 1
    if end and not _is_lower(words[0]):
        return "", " ".join(words)
    return " ".join(words[:end]), " ".join(words[end:])


def _extended_parts(text: str) -> dict[str, str]:
    """Read ``family=Gogh, given=Vincent, prefix=van``; the last of a repeated part counts."""
    parts: dict[str, str] = {}
    last = ""
    for piece in _split_commas(text.strip()):
        piece = piece.strip('"')
        match = _PART.match(piece)
        if match:
            last = match.group(1)
            parts[last] = strip_whole_braces(piece[match.end() :].strip().strip('"'))
        elif last:
            parts[last] += f", {piece}"
    return {part: parts[part] for part in ("family", "given", "prefix", "suffix") if part in parts}


def _read_annotation(value: str) -> dict[int, list[str]]:
    """Read ``1=static-ordering; 2=dropping(de)``."""
    notes: dict[int, list[str]] = {}
    for piece in value.split(";"):
        number, _, words = piece.partition("=")
        if number.strip().isdigit():
            notes[int(number)] = [word.strip(' "') for word in words.split(",")]
    return notes


def _annotated(name: Name, notes: Sequence[str]) -> Name:
    changes: dict[str, object] = {}
    for note in notes:
        if note == "static-ordering":
            changes["static_ordering"] = True
        elif note == "comma-suffix":
            changes["comma_suffix"] = True
        elif note == "family-only" and name.literal:
            changes |= {"literal": None, "family": name.literal}
        elif note == "given-only" and name.literal:
            changes |= {"literal": None, "given": name.literal}
        elif note.startswith("dropping") and name.non_dropping_particle:
            count = int(digits) if (digits := note.removeprefix("dropping").strip()).isdigit() else 99
            words = name.non_dropping_particle.split()
            changes["dropping_particle"] = " ".join(words[:count]) or None
            changes["non_dropping_particle"] = " ".join(words[count:]) or None
    return Name(**{**name.model_dump(), **changes}) if changes else name


def write_names(names: Sequence[Name], *, ascii_only: bool) -> tuple[str, str | None]:
    """Return a name list in TeX, and the annotation that says what the list cannot, ``None`` where it says all."""
    pieces, notes = [], []
    for number, name in enumerate(names, start=1):
        piece, words = write_name(name, ascii_only=ascii_only)
        pieces.append(piece)
        if words:
            notes.append(f"{number}={','.join(words)}")
    return " and ".join(pieces), "; ".join(notes) or None


def write_name(name: Name, *, ascii_only: bool) -> tuple[str, list[str]]:
    """Return one name in TeX, and the words of its annotation."""

    def tex(text: str) -> str:
        return to_tex(text, ascii_only=ascii_only)

    if name.literal:
        return ("others" if name.literal == "others" else f"{{{tex(name.literal)}}}"), []
    flags = {"static-ordering": name.static_ordering, "comma-suffix": name.comma_suffix}
    notes = [word for word, flag in flags.items() if flag]
    particles = [*(name.dropping_particle or "").split(), *(name.non_dropping_particle or "").split()]
    if name.dropping_particle:
        count = len(name.dropping_particle.split())
        notes.append(f"dropping {count}" if name.non_dropping_particle else "dropping")
    if not name.family or not name.given:
        return _one_part(name, " ".join(particles), notes, tex)
    prefix = " ".join(_von_word(word, tex) for word in particles)
    family = _family(name.family, tex, after_von=bool(prefix))
    parts = [f"{prefix} {family}" if prefix else family]
    if name.suffix:
        parts.append(_braced_if(tex(name.suffix), _comma_or_and))
    parts.append(_braced_if(tex(name.given), _comma_or_and))
    return ", ".join(parts), notes


def _one_part(name: Name, prefix: str, notes: list[str], tex: Callable[[str], str]) -> tuple[str, list[str]]:
    """A name with a family name only, or a given name only."""
    only = name.family or name.given or ""
    if not prefix and not name.suffix:
        if name.family and not re.search(r"[\s~,{}=]|^others$|^and$", tex(only)):
            return tex(only), notes
        return f"{{{tex(only)}}}", ["family-only" if name.family else "given-only", *notes]
    parts = {"family": name.family, "given": name.given, "prefix": prefix, "suffix": name.suffix}
    return ", ".join(f"{part}={{{tex(value)}}}" for part, value in parts.items() if value), notes


def _family(family: str, tex: Callable[[str], str], *, after_von: bool) -> str:
    """The family name, in braces where its words would be taken for a particle."""
    written = tex(family)
    words = _words(written)
    particle = any(_is_lower(word) for word in words[:-1]) or (
        after_von and len(words) > 1 and _is_lower(words[-1])
    )
    return f"{{{written}}}" if particle or _comma_or_and(written) else written


def _von_word(word: str, tex: Callable[[str], str]) -> str:
    written = tex(word)
    if _is_lower(written):
        return written
    return f"{{\\relax{{}}{written}}}"


def _comma_or_and(text: str) -> bool:
    return "," in text or re.search(r"(?i)(?:^|\s)and(?:\s|$)|^\s*[a-z-]+\s*=", text) is not None


def _braced_if(text: str, condition: Callable[[str], bool]) -> str:
    return f"{{{text}}}" if condition(text) else text
