"""Words that are frequent in one field, learnt from the training part of the corpora."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from citekit.train.corpora import Example

_CLASSES = {
    "author": "a",
    "editor": "a",
    "container": "c",
    "publisher": "p",
    "institution": "p",
    "place": "l",
    "title": "t",
}


def make_lexicon(examples: Iterable[Example], *, at_least: int = 3, share: float = 0.7) -> dict[str, str]:
    """Return word to class letter for words seen in ``at_least`` references, mostly in fields of one class.

    Letters: ``a`` names, ``c`` containers, ``p`` publishers and institutions, ``l`` places, ``t`` titles.
    """
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        pairs = {
            (token.text.lower(), _CLASSES.get(label, "-"))
            for token, label in zip(example.tokens, example.labels, strict=True)
            if token.kind == "word" and len(token.text) > 2
        }
        for word, group in pairs:
            seen[word][group] += 1
    lexicon = {}
    for word, counts in sorted(seen.items()):
        total = sum(counts.values())
        group, count = counts.most_common(1)[0]
        if total >= at_least:
            lexicon[word] = group if group != "-" and count >= share * total else "m"
    return lexicon
