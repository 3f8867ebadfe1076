"""Merging: one record of several, the best value of each field, and every other value kept with its origin.

The rules, in this order: the more complete value; the one with diacritics; that of the more complete record;
the first. A date or a name list is taken whole, never mixed. The key of the first record stays, the others become
aliases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from citekit.dedupe.folding import strip_markup, words
from citekit.dedupe.kept_fields import lost_fields, united, united_relations
from citekit.dedupe.repointing import with_relations
from citekit.model import Date, Name, Reference
from citekit.model.reference import DATE_FIELDS, NAME_FIELDS
from citekit.model.variables import variable_name

VARIANTS = "variants"
"""Under this name ``custom`` keeps the values that did not win: variable -> [{"value": …, "from": key}]."""

_OWN = frozenset({"id", "type", "aliases", "provenance", "custom", "extra", "translated_title"})
_MANY = 50
_FIRST_WINS = frozenset(
    {"locator", "citation_key", "citation_label", "citation_number", "first_reference_note_number"}
)


def merge(references: Sequence[Reference], key: str | None = None) -> Reference:
    """Return one record made of ``references``, which are of one work. ``key`` stays (default: the first's).

    Raises ValueError for an empty list.
    """
    if not references:
        raise ValueError("nothing to merge")
    if len(references) == 1:
        return references[0]
    kept = key or references[0].id
    ranked = sorted(references, key=_completeness, reverse=True)
    values: dict[str, Any] = {"id": kept, "type": _best_type(ranked)}
    variants = _earlier_variants(references)
    said = set().union(*(one.model_fields_set for one in references))
    for name in (name for name in Reference.model_fields if name in said and name not in _OWN):
        if not (having := _having(ranked, name)):
            continue
        best = having[0] if name in _FIRST_WINS else max(having, key=_measure(name))
        values[name] = getattr(best, name)
        _keep_variants(variants, name, values[name], references)
    values["translated_title"] = next((one.translated_title for one in ranked if one.translated_title), None)
    values["aliases"] = _aliases(references, kept)
    values["provenance"] = tuple(
        {origin.model_dump_json(): origin for r in references for origin in r.provenance}.values()
    )
    values["custom"] = united([one.custom for one in ranked])
    values["custom"].pop(VARIANTS, None)
    values["extra"] = united([one.extra for one in ranked])
    merged = Reference(**{name: value for name, value in values.items() if value is not None})
    merged = with_relations(merged, united_relations(references))
    for name, entry in lost_fields(references, merged):
        if entry not in variants.setdefault(name, []):
            variants[name].append(entry)
    return merged.replace(custom={**merged.custom, VARIANTS: variants}) if variants else merged


def _having(ranked: Sequence[Reference], name: str) -> list[Reference]:
    """Return the records that have a field, the first of those that say the same; many copies say the same."""
    having = [one for one in ranked if getattr(one, name) not in (None, ())]
    if len(having) < _MANY or name in DATE_FIELDS:
        return having
    first: dict[str, Reference] = {}
    for one in having:
        first.setdefault(repr(getattr(one, name)), one)
    return list(first.values())


def _completeness(one: Reference) -> int:
    return sum(getattr(one, name) not in (None, ()) for name in one.model_fields_set - _OWN)


def _best_type(ranked: Sequence[Reference]) -> str:
    """Return the type that says most: any before ``document``, that of the most complete record first."""
    return next((one.type for one in ranked if one.type != "document"), ranked[0].type)


def _measure(name: str) -> Callable[[Reference], tuple[float, ...]]:
    if name in NAME_FIELDS:
        return lambda one: _names_measure(getattr(one, name))
    if name in DATE_FIELDS:
        return lambda one: _date_measure(getattr(one, name), one)
    return lambda one: _text_measure(str(getattr(one, name)))


def _names_measure(names: Sequence[Name]) -> tuple[float, ...]:
    """More names, then more of each, then diacritics."""
    whole = "".join(str(name) for name in names)
    return len(names), sum(bool(name.family or name.literal) for name in names), len(whole), _diacritics(whole)


def _date_measure(date: Date, one: Reference) -> tuple[float, ...]:
    """A date that can be read, then its precision, then that of the record which knows volume and pages."""
    precision = len(date.parts[0]) if date.parts else 0
    return precision > 0, precision, bool(one.volume) + bool(one.page), not date.circa


def _text_measure(text: str) -> tuple[float, ...]:
    """Not in capitals, without markup, more words, then diacritics, then length."""
    shouting = text.isupper() and len(text) > 12
    plain = strip_markup(text) == text
    return not shouting, plain, len(words(text)), _diacritics(text), len(text) if len(text) < 300 else 300


def _diacritics(text: str) -> int:
    return sum(character.isalpha() and not character.isascii() for character in text)


def _csl(name: str, value: Any) -> Any:
    if name in NAME_FIELDS:
        return [one.to_csl() for one in value]
    return value.to_csl() if isinstance(value, Date) else value


def _keep_variants(
    variants: dict[str, list[dict[str, Any]]], name: str, best: Any, references: Sequence[Reference]
) -> None:
    variable = variable_name(name)
    for one in references:
        value = getattr(one, name)
        if value is best or value in (None, ()) or value == best:
            continue
        entry = {"value": _csl(name, value), "from": one.id}
        if entry not in variants.setdefault(variable, []):
            variants[variable].append(entry)


def _earlier_variants(references: Sequence[Reference]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for one in references:
        kept = one.custom.get(VARIANTS)
        if isinstance(kept, Mapping):
            for variable, entries in kept.items():
                found.setdefault(variable, []).extend(entries)
    return found


def _aliases(references: Sequence[Reference], kept: str) -> tuple[str, ...]:
    """Every key and alias of the merged records but the one that stays, each once, in order."""
    keys = [key for one in references for key in (one.id, *one.aliases)]
    return tuple(dict.fromkeys(key for key in keys if key != kept))
