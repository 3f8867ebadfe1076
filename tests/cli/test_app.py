from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from citekit.cli.commands import COMMANDS

HEAVY = "pydantic requests rich lxml jinja2 bibtexparser pycrfsuite rapidfuzz"


def citekit(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-m", "citekit", *arguments], input=stdin, capture_output=True, check=False
    )
    return subprocess.CompletedProcess(
        arguments, result.returncode, result.stdout.decode(), result.stderr.decode()
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name: str) -> None:
    module, summary = COMMANDS[name]
    command = import_module(module).command
    assert isinstance(command, click.Command)
    assert command.get_short_help_str(200) == summary
    assert command.help


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = f"""
import sys
from citekit.cli import main
sys.argv = ["citekit", "--help"]
try:
    main()
finally:
    heavy = set(sys.modules) & set({HEAVY!r}.split())
    assert not heavy, heavy
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert all(f"  {name} " in result.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bild"], "Did you mean 'build'?"),
        (["extract", "missing.txt"], "missing.txt: no such file"),
        (["build", "missing"], "citekit.toml: no such file"),
        (["bibliography", "missing.bib"], "missing.bib: no such file"),
        (["extract", "-"], "nothing came on standard input"),
    ],
)
def test_a_mistake_is_explained(arguments: list[str], says: str) -> None:
    result = citekit(*arguments)
    assert result.returncode == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert not result.stdout


def test_a_pattern_names_files_where_no_shell_expands_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.bib").write_text(f"@book{{{name}, title = {{On {name}}}, year = 1999}}")
    done = citekit("export", str(tmp_path / "*.bib"), "--to", "csl-json")
    assert [one["id"] for one in json.loads(done.stdout)] == ["a", "b"]
    assert "no such file" in citekit("export", str(tmp_path / "*.ris")).stderr


def test_a_file_is_not_written_over_itself_where_its_comments_would_be_lost(tmp_path: Path) -> None:
    entry = "@book{one, title = {On one}, year = 1999}\n"
    plain, commented = tmp_path / "plain.bib", tmp_path / "commented.bib"
    plain.write_text(entry)
    commented.write_text(text := f"{entry}\n% read twice\n")
    assert citekit("export", str(plain), "-o", str(plain)).returncode == 0
    refused = citekit("export", str(commented), "-o", str(commented))
    assert refused.returncode == 2
    assert "commented.bib:3: the comments and macros of this file would be lost" in refused.stderr
    assert "--update" in refused.stderr
    assert commented.read_text() == text
    assert citekit("export", str(commented), "-o", str(commented), "--update").returncode == 0
    assert commented.read_text() == text


def test_new_keys_are_named_by_relations_too(tmp_path: Path) -> None:
    bib = tmp_path / "a.bib"
    bib.write_text(
        "@book{b1, author = {Roe, Ann}, title = {Weirs}, year = 1997}\n"
        "@book{b2, author = {Doe, Jo}, title = {Mills}, year = 1999, related = {b1,elsewhere}}\n"
    )
    done = citekit("export", str(bib), "--to", "biblatex", "--keys", "{auth}{year}")
    assert "@book{doe1999," in done.stdout
    assert "related = {roe1997,elsewhere}" in done.stdout
