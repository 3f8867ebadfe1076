"""``python -m citekit.train``: labelled references in, the labeller's model out.

The result depends on the data and the options alone. ``--holdout`` keeps that share of every corpus apart,
chosen by a hash of the text, so that a copy of a reference in another corpus is kept apart with it; the names
of what was kept apart go to ``holdout.txt`` beside the model. ``--folds`` measures by cross validation before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from citekit.errors import UnreadableInput
from citekit.parse.labelling import labeller, lexica
from citekit.parse.labelling.features import features
from citekit.parse.labelling.lexica import Lexicon
from citekit.parse.labelling.states import states
from citekit.train import calibration
from citekit.train.command import run
from citekit.train.corpora import Example, read_corpus
from citekit.train.evaluation import Tally, measure, report
from citekit.train.lexicon import make_lexicon
from citekit.train.recombined import recombined
from citekit.train.records import works
from citekit.train.synthetic import references

_PARTS = 6


def _position(text: str, salt: str = "") -> float:
    """A number in [0, 1) from a reference's letters alone, so that duplicates fall together."""
    letters = re.sub(r"[\W\d_]+", "", text.lower())[:60]
    return int(hashlib.sha256((salt + letters).encode()).hexdigest()[:8], 16) / 0x1_0000_0000


def held_out(text: str, share: float, fold: int = 0) -> bool:
    """Tell whether a reference is kept apart: by its letters alone, so that duplicates fall on one side."""
    return (_position(text) + fold * share) % 1.0 < share


def _lexica(examples: Sequence[Example], synthetic: Sequence[Example]) -> Iterable[tuple[Example, Lexicon]]:
    """Yield each example with a lexicon that was made without it, as the words of new print will be strange too.

    Synthetic and recombined references hold words of all examples: they get a lexicon of every other one.
    """
    parts: list[list[Example]] = [[] for _ in range(_PARTS)]
    for example in examples:
        parts[int(_position(example.text, "part") * _PARTS)].append(example)
    for index, part in enumerate(parts):
        rest = make_lexicon(one for other, whole in enumerate(parts) if other != index for one in whole)
        for example in part:
            yield example, rest
    halves = [make_lexicon(examples[0::2]), make_lexicon(examples[1::2])]
    for index, example in enumerate(synthetic):
        yield example, halves[index % 2]


def train(examples: Sequence[Example], output: Path, options: argparse.Namespace) -> int:
    """Write the model and the lexicon of ``examples`` to ``output``; return how many it was trained on."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=options.verbose)
    trainer.select("lbfgs")
    trainer.set_params({
        "c1": options.l1, "c2": options.l2, "max_iterations": options.iterations,
        "feature.minfreq": options.minimum, "feature.possible_transitions": True, "epsilon": 1e-4,
    })  # fmt: skip
    synthetic = list(references(works(examples), options.synthetic)) if options.synthetic else []
    synthetic += recombined(examples, options.recombined)
    for example, lexicon in _lexica(examples, synthetic):
        trainer.append(features(example.text, example.tokens, lexicon), states(example.labels))
    output.mkdir(parents=True, exist_ok=True)
    (output / "lexicon.txt").write_text(lexica.write(make_lexicon(examples)), encoding="utf-8")
    trainer.train(str(output / "labeller.crfsuite"))
    return len(examples) + len(synthetic)


def cross_validate(examples: Sequence[Example], options: argparse.Namespace) -> None:
    """For each fold train on the rest and parse it by the whole parser; print what is right, corpus by corpus."""
    tallies: dict[str, Tally] = {}
    for fold in range(options.folds):
        apart = [one for one in examples if held_out(one.text, 1 / options.folds, fold)]
        rest = [one for one in examples if not held_out(one.text, 1 / options.folds, fold)]
        if not (apart and rest):
            continue
        with tempfile.TemporaryDirectory() as directory:
            train(rest, Path(directory), options)
            with labeller.using(labeller.load(Path(directory))):
                pairs = list(measure(apart, tallies))
        sys.stdout.write(f"after fold {fold + 1} of {options.folds}\n{report(tallies)}")
        sys.stdout.write(calibration.table(pairs))
        sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _options(arguments)
    return run(lambda: _train(options))


def _train(options: argparse.Namespace) -> int:
    examples: list[Example] = []
    apart: list[Example] = []
    for path in options.corpus:
        for example in read_corpus(path):
            kept = options.holdout and held_out(example.text, options.holdout, options.fold)
            (apart if kept else examples).append(example)
    if not examples:
        raise UnreadableInput("no references to train on", hint="give files of labelled references, JSON lines")
    if options.folds:
        cross_validate(examples, options)
    if options.output is None:
        return 0
    trained = train(examples, options.output, options)
    if apart:
        _measure(apart, options.output)
    (options.output / "holdout.txt").write_text("".join(f"{one.name}\n" for one in apart), encoding="utf-8")
    sys.stderr.write(json.dumps({"trained on": trained, "kept apart": len(apart)}) + "\n")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m citekit.train", description="Train the labeller of citations."
    )
    parser.add_argument("corpus", nargs="+", type=Path, help="labelled references, JSON lines")
    parser.add_argument("--output", type=Path, help="directory for the model; without it, only --folds is done")
    parser.add_argument("--folds", type=int, default=0, help="measure by cross validation in so many parts")
    parser.add_argument("--holdout", type=float, default=0.0, help="share of references to keep apart")
    parser.add_argument("--fold", type=int, default=0, help="which share")
    parser.add_argument("--synthetic", type=int, default=0, help="synthetic references to print and add")
    parser.add_argument("--recombined", type=int, default=0, help="copies of each with other contents, to add")
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--l1", type=float, default=0.4, help="weight of the L1 norm: more makes a smaller model")
    parser.add_argument("--l2", type=float, default=0.02)
    parser.add_argument("--minimum", type=int, default=2, help="occurrences that a feature needs")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(arguments)
    if options.output is None and not options.folds:
        parser.error("nothing to do: give --output, --folds or both")
    return options


def _measure(apart: Sequence[Example], output: Path) -> None:
    """Write what the model's probabilities are worth on what was kept apart; print what the parser gets right."""
    model = labeller.load(output)
    calibration.write(calibration.calibrate(calibration.outcomes(apart, model)), output / "calibration.txt")
    tallies: dict[str, Tally] = {}
    with labeller.using(model):
        pairs = list(measure(apart, tallies))
    sys.stdout.write(report(tallies) + calibration.table(pairs))


if __name__ == "__main__":
    sys.exit(main())
