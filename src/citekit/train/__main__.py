"""``python -m citekit.train``: labelled references in, the labeller's model out.

The result depends on the data and the options alone. ``--holdout`` keeps that share of every corpus apart,
chosen by a hash of the text, so that a copy of a reference in another corpus is kept apart with it; the names
of what was kept apart go to ``holdout.txt`` beside the model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from citekit.parse.features import features
from citekit.train import calibration
from citekit.train.corpora import Example, read_corpus
from citekit.train.lexicon import make_lexicon
from citekit.train.records import works
from citekit.train.synthetic import references


def held_out(text: str, share: float, fold: int = 0) -> bool:
    """Tell whether a reference is kept apart: by its letters alone, so that duplicates fall on one side."""
    letters = re.sub(r"[\W\d_]+", "", text.lower())[:60]
    position = int(hashlib.sha256(letters.encode()).hexdigest()[:8], 16) / 0x1_0000_0000
    return (position + fold * share) % 1.0 < share


def train(examples: Sequence[Example], lexicon: dict[str, str], model: Path, options: argparse.Namespace) -> None:
    """Write the model of ``examples`` to ``model``."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=options.verbose)
    trainer.select("lbfgs")
    trainer.set_params({
        "c1": options.l1, "c2": options.l2, "max_iterations": options.iterations,
        "feature.minfreq": options.minimum, "feature.possible_transitions": True, "epsilon": 1e-4,
    })  # fmt: skip
    for example in examples:
        trainer.append(features(example.text, example.tokens, lexicon), example.labels)
    trainer.train(str(model))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m citekit.train", description="Train the labeller of citations."
    )
    parser.add_argument("corpus", nargs="+", type=Path, help="labelled references, JSON lines")
    parser.add_argument("--output", type=Path, required=True, help="directory for the model")
    parser.add_argument("--holdout", type=float, default=0.0, help="share of references to keep apart")
    parser.add_argument("--fold", type=int, default=0, help="which share")
    parser.add_argument("--synthetic", type=int, default=0, help="synthetic references to print and add")
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--l1", type=float, default=0.4, help="weight of the L1 norm: more makes a smaller model")
    parser.add_argument("--l2", type=float, default=0.02)
    parser.add_argument("--minimum", type=int, default=2, help="occurrences that a feature needs")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(arguments)
    examples: list[Example] = []
    apart: list[Example] = []
    for path in options.corpus:
        for example in read_corpus(path):
            kept = options.holdout and held_out(example.text, options.holdout, options.fold)
            (apart if kept else examples).append(example)
    options.output.mkdir(parents=True, exist_ok=True)
    lexicon = make_lexicon(examples)
    _write_lexicon(lexicon, options.output / "lexicon.txt")
    if options.synthetic:
        examples += references(works(examples), options.synthetic)
    train(examples, lexicon, options.output / "labeller.crfsuite", options)
    if apart:
        _calibrate(apart, lexicon, options.output)
    (options.output / "holdout.txt").write_text("".join(f"{one.name}\n" for one in apart), encoding="utf-8")
    sys.stderr.write(json.dumps({"trained on": len(examples), "kept apart": len(apart)}) + "\n")
    return 0


def _calibrate(apart: Sequence[Example], lexicon: dict[str, str], output: Path) -> None:
    """Measure on what was kept apart what the model's probabilities are worth."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(output / "labeller.crfsuite"))
    pairs = calibration.outcomes(apart, tagger, lexicon)
    calibration.write(calibration.calibrate(pairs), output / "calibration.txt")


def _write_lexicon(lexicon: dict[str, str], path: Path) -> None:
    """One line a class: its letter, then its words."""
    groups = sorted(set(lexicon.values()))
    lines = [group + " " + " ".join(word for word, one in lexicon.items() if one == group) for group in groups]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
