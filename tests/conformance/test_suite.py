"""The ratchet: what passes of the public CSL suite is listed, and the list only grows."""

from __future__ import annotations

import importlib.util
import traceback
from pathlib import Path
from types import ModuleType

import pytest

from citekit.csl import Processor

LISTED = frozenset((Path(__file__).parent / "passing.txt").read_text(encoding="utf-8").split())


def _runner(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("csl_suite_runner", folder / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def outcome(shared: Path) -> dict[str, str]:
    """Every fixture's name, with nothing where it passes and else what went wrong."""
    folder = shared / "csl-suite"
    if not (folder / "fixtures").is_dir():
        pytest.skip("the CSL suite is not here")
    runner = _runner(folder)
    found = {}
    for path in sorted((folder / "fixtures").glob("*.txt")):
        try:
            want, got = runner.run_one(Processor, runner.read_fixture(path))
        except Exception:  # a crash is a failure like any other, and says where
            want, got = "", traceback.format_exc(limit=3)
        found[path.stem] = "" if want == got else f"want: {want}\ngot:  {got}"
    return found


def test_what_is_listed_passes(outcome: dict[str, str]) -> None:
    broken = {name: outcome[name] for name in LISTED if outcome.get(name)}
    assert not broken, "\n\n".join(f"{name}\n{why}" for name, why in broken.items())


def test_what_passes_is_listed(outcome: dict[str, str]) -> None:
    unlisted = [name for name, why in outcome.items() if not why and name not in LISTED]
    assert not unlisted, "these pass now: add them to passing.txt"


def test_the_list_names_fixtures_that_exist(outcome: dict[str, str]) -> None:
    assert outcome.keys() >= LISTED
