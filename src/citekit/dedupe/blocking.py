"""Blocking: which pairs are worth comparing. Cheap keys, rare words first, a bound on the pairs of every block.

The number of pairs grows with the number of records, never with its square: a block of more than ``SMALL_BLOCK``
records is sorted and each record meets only its next ``WINDOW`` neighbours. The functions are pure and work on
batches: most keys need one record, ``rare_word_keys`` the counts of words over all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from citekit.dedupe.columns import Columns
from citekit.dedupe.identifiers import is_deep
from citekit.dedupe.people import Person

EVERY_PAIR = 48
"""Up to so many records, every pair is compared."""

SMALL_BLOCK = 16
WINDOW = 6
RARE_WORDS = 4
RARE = 6
"""A word of more records than this is a key only together with another one."""


def identifier_keys(one: Columns) -> list[str]:
    """Return a key for every identifier."""
    keys = [f"i:{isbn}" for isbn in one.isbns if one.kind != "chapter"]
    if one.doi:
        keys.append("d:" + one.doi)
    if one.pmid:
        keys.append("m:" + one.pmid)
    if one.arxiv:
        keys.append("x:" + one.arxiv)
    if one.url and is_deep(one.url):
        keys.append("u:" + one.url)
    return keys


def place_keys(one: Columns) -> list[str]:
    """Return keys of where and when: volume and page; first author, year and page or last author."""
    keys = []
    if one.first_page and one.volume:
        keys.append(f"p:{one.volume}:{one.first_page}:{one.last_page[-1:]}")
    names = one.authors or one.contributors
    if names and one.year:
        rest = one.first_page or (names[-1].family[:3] if len(names) > 1 else "")
        keys.append(f"y:{_called(names[0])}:{one.year}:{rest}")
    return keys


def title_keys(one: Columns) -> list[str]:
    """Return keys of how a title begins, with its subtitle and without, alone and with the first author."""
    keys = []
    names = one.authors or one.contributors
    for form in one.title.forms:
        keys.append("t:" + form.compact[:16])
        if form.main < len(form.tokens):
            keys.append("t:" + "".join(form.tokens[: form.main])[:16])
        if names:
            keys.append(f"f:{_called(names[0])}:{form.tokens[0]}")
    return keys


def _called(name: Person) -> str:
    return name.family.rpartition(" ")[2]


def count_words(batch: Iterable[Columns]) -> Counter[str]:
    """Count in how many records each word of a title stands. Counts of batches may be added."""
    counts: Counter[str] = Counter()
    for one in batch:
        for form in one.title.forms:
            counts.update(set(form.tokens))
    return counts


def rare_word_keys(one: Columns, counts: Counter[str]) -> list[str]:
    """Return keys of the rarest words of a title that other titles share; those not so rare only in pairs."""
    keys = []
    for form in one.title.forms:
        shared = sorted([(counts[word], word) for word in set(form.tokens) if counts[word] > 1])[:RARE_WORDS]
        for index, (count, word) in enumerate(shared):
            if count <= RARE:
                keys.append("w:" + word)
            keys += [f"w:{word}:{other}" for other_count, other in shared[index + 1 :] if other_count > RARE]
    return keys


def candidate_pairs(batch: Sequence[Columns]) -> list[tuple[int, int]]:
    """Return the pairs of positions in ``batch`` to compare, each once, the smaller first, in order."""
    size = len(batch)
    return [divmod(code, size) for code in candidate_codes(batch)]


def candidate_codes(batch: Sequence[Columns]) -> list[int]:
    """Return the candidate pairs, each as one number: the first position times the size, plus the second."""
    size = len(batch)
    if size <= EVERY_PAIR:
        return [a * size + b for a in range(size) for b in range(a + 1, size)]
    counts = count_words(batch)
    found: set[int] = set()
    # one kind of key after the other, so that the blocks of all kinds never stand in memory together
    for keys_of in (identifier_keys, place_keys, title_keys, lambda one: rare_word_keys(one, counts)):
        for members in _blocks(batch, keys_of):
            found.update([a * size + b for a, b in pairs_of_block(members, batch)])
    return sorted(found)


def _blocks(batch: Sequence[Columns], keys_of: Callable[[Columns], list[str]]) -> Iterable[list[int]]:
    """Return the positions that share a key, for every key of two records and more."""
    first: dict[str, int] = {}
    more: defaultdict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(batch):
        for key in set(keys_of(one)):
            if first.setdefault(key, position) != position:
                more[key].append(position)
    return ([first[key], *rest] for key, rest in more.items())


def pairs_of_block(members: list[int], batch: Sequence[Columns]) -> Iterable[tuple[int, int]]:
    """Return the pairs of one block: all of them, or each with its neighbours in the order of titles and years."""
    if len(members) <= SMALL_BLOCK:
        for index, a in enumerate(members):
            for b in members[index + 1 :]:
                yield a, b
        return
    ordered = sorted(members, key=lambda position: neighbour_order(batch[position]))
    for index, a in enumerate(ordered):
        for b in ordered[index + 1 : index + 1 + WINDOW]:
            yield (a, b) if a < b else (b, a)


def neighbour_order(one: Columns) -> tuple[str, int, str]:
    """Return what the records of a large block are sorted by: those alike come to stand side by side."""
    form = one.title.forms[0].compact if one.title.forms else ""
    return form, one.year, one.authors[0].family if one.authors else ""
