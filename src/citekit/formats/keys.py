"""Citation keys by a template: unique, in ASCII, the same on every run.

A template is text with fields in braces: ``{auth}`` the first author, ``{auths}`` up to three authors,
``{year}``, ``{yy}``, ``{word}`` the first word of the title that says something, ``{shorttitle}`` its first
three, ``{title}`` all of them, ``{journal}`` the container's first letters, ``{type}``, ``{id}`` the key so far.
``{Auth}`` with a capital begins each word with one; ``{auth:3}`` takes three letters of it. Where two works come
to one key the second gets ``b``, the third ``c``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from itertools import count

from citekit.errors import ConfigProblem
from citekit.formats.markup import plain
from citekit.model import Name, Reference
from citekit.model.keys import ascii_fold

DEFAULT = "{auth}{year}{shorttitle}"

_FIELD = re.compile(r"\{(\w+)(?::(\d+))?\}")
_STOP_WORDS = frozenset(
    """
    a an the and or of on in at to for from with by as is are be its into der die das ein eine und oder von im zu
    zur le la les l un une et ou de des du d en au aux sur el los las y o del il lo gli i e di dei della
    """.split()
)
_UNSAFE = re.compile(r"[^A-Za-z0-9:._/+-]+")


def make_keys(
    references: Iterable[Reference], template: str = DEFAULT, *, keep: Container[str] = ()
) -> list[Reference]:
    """Return the references with keys made by ``template``; a key that changes becomes an alias.

    References whose key is in ``keep`` stay as they are. Raises ConfigProblem for a field that there is not.
    """
    fields = _check(template)
    several = list(references)
    taken = {reference.id for reference in several if reference.id in keep}
    renamed = []
    for reference in several:
        if reference.id in keep:
            renamed.append(reference)
            continue
        key = _unique(_fill(template, fields, reference), taken)
        taken.add(key)
        aliases = tuple(dict.fromkeys((*reference.aliases, reference.id)))
        renamed.append(reference if key == reference.id else reference.replace(id=key, aliases=aliases))
    return renamed


def _check(template: str) -> list[str]:
    fields = [match.group(1) for match in _FIELD.finditer(template)]
    unknown = [field for field in fields if field.lower() not in _WORDS]
    if unknown or not fields or "{" in _FIELD.sub("", template):
        what = f"no field {{{unknown[0]}}}" if unknown else "no field"
        raise ConfigProblem(f"key template {template!r}: {what}", hint=f"fields: {', '.join(_WORDS)}")
    return fields


def _fill(template: str, fields: list[str], reference: Reference) -> str:
    def value(match: re.Match[str]) -> str:
        name, letters = match.groups()
        words = [re.sub(r"[^A-Za-z0-9]", "", ascii_fold(word)) for word in _WORDS[name.lower()](reference)]
        cased = [word[:1].upper() + word[1:] if name[0].isupper() else word.lower() for word in words if word]
        return "".join(cased)[: int(letters) if letters else None]

    key = _UNSAFE.sub("", _FIELD.sub(value, template)).strip("-:._/+")
    return key or _FIELD.sub(value, "{word}") or "anon"


def _unique(key: str, taken: Container[str]) -> str:
    if key not in taken:
        return key
    return next(candidate for number in count(1) if (candidate := key + _letters(number)) not in taken)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def _people(reference: Reference) -> tuple[Name, ...]:
    return reference.author or reference.editor or reference.translator


def _family(name: Name) -> str:
    if name.literal:
        return next(iter(_significant(name.literal)), name.literal)
    return name.family or name.given or ""


def _significant(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", plain(text))
    return [word for word in words if word.lower() not in _STOP_WORDS] or words


def _authors(reference: Reference, most: int) -> list[str]:
    people = _people(reference)
    if not people:
        return _significant(reference.title or "")[:1]
    return [_family(name) for name in people[:most]] + ["etal"] * (most > 1 and len(people) > most)


def _year(reference: Reference) -> str:
    year = reference.issued.year if reference.issued else None
    return str(abs(year)) if year is not None else ""


_WORDS: dict[str, Callable[[Reference], list[str]]] = {
    "auth": lambda reference: _authors(reference, 1),
    "auths": lambda reference: _authors(reference, 3),
    "year": lambda reference: [_year(reference)],
    "yy": lambda reference: [_year(reference)[-2:]],
    "word": lambda reference: _significant(reference.title or "")[:1],
    "shorttitle": lambda reference: _significant(reference.title_short or reference.title or "")[:3],
    "title": lambda reference: _significant(reference.title or ""),
    "journal": lambda reference: [word[:1] for word in _significant(reference.container_title or "")],
    "type": lambda reference: [reference.type],
    "id": lambda reference: [reference.id],
}
