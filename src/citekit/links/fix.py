"""Writing what a check found into the library: where links have moved for good, and archived copies.

Changes are made in the text of the file, so that nothing else in it moves. They are values first: what would
change can be shown, applied, and taken back.

Sources: CSL-JSON (``archive``, ``archive_location``); the fields that BibLaTeX users give for web archives.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citekit.errors import SyntaxProblem, UnreadableInput
from citekit.files import decode, write_text
from citekit.links.result import LinkCheck, Status, Verdict
from citekit.links.targets import LinkTarget

ARCHIVE = "Internet Archive"

_URL_CHARACTER = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+;=%]"
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d{2})(\d{2})\d*")


@dataclass(frozen=True, slots=True)
class Fix:
    """One change to one entry: a new address, or an archived copy of a page that is gone."""

    url: str
    key: str | None
    new_url: str | None = None
    archived: str | None = None

    @property
    def archived_on(self) -> str | None:
        """The day of the copy (YYYY-MM-DD), where its address tells."""
        match = _WAYBACK.match(self.archived or "")
        return "-".join(match.groups()) if match else None


@dataclass(frozen=True, slots=True)
class FilePatch:
    """The text of a file before and after its fixes."""

    path: Path
    before: str
    after: str

    def diff(self) -> str:
        """Return the change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            fromfile=str(self.path),
            tofile=str(self.path),
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def fixes_of(checks: Sequence[LinkCheck], places: Mapping[str, Sequence[LinkTarget]]) -> dict[Path, list[Fix]]:
    """Return, for each file, what can be put right in it."""
    fixes: dict[Path, list[Fix]] = {}
    for check in checks:
        moved = check.suggested_url if check.status is Status.MOVED else None
        archived = check.archived if check.verdict is Verdict.BAD else None
        if moved is None and archived is None:
            continue
        for target in places.get(check.url, ()):
            if target.file and target.file != "-":
                fixes.setdefault(Path(target.file), []).append(Fix(check.url, target.key, moved, archived))
    return fixes


def patch(path: Path, fixes: Sequence[Fix]) -> FilePatch:
    """Return what ``fixes`` make of the file at ``path``. Raises UnreadableInput and SyntaxProblem."""
    before = _read(path)
    if path.suffix.lower() == ".json":
        after = _patch_json(path, before, fixes)
    else:
        after = before
        for fix in fixes:
            if fix.new_url:
                after = _replace_url(after, fix.url, fix.new_url)
            elif fix.archived and path.suffix.lower() == ".bib":
                after = _add_bib_fields(after, fix)
    return FilePatch(path, before, after)


def apply(change: FilePatch) -> None:
    """Write the file, and beside it what takes the change back."""
    journal = {"after": _digest(change.after), "before": change.before}
    write_text(_journal(change.path), json.dumps(journal, ensure_ascii=False))
    write_text(change.path, change.after)


def undo(path: Path) -> None:
    """Take the last fixes of ``path`` back. Raises UnreadableInput where there are none, or it changed since."""
    journal = _journal(path)
    if not journal.exists():
        raise UnreadableInput("there are no fixes to take back", path=str(path))
    record = json.loads(_read(journal))
    if _digest(_read(path)) != record["after"]:
        hint = f"compare it with {journal}, which holds the text from before"
        raise UnreadableInput("the file was changed after it was fixed", path=str(path), hint=hint)
    write_text(path, record["before"])
    os.unlink(journal)


def _read(path: Path) -> str:
    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=str(path)) from None


def _journal(path: Path) -> Path:
    return path.with_name(f".{path.name}.before-fix.json")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _whole_url(url: str) -> re.Pattern[str]:
    """A pattern for ``url`` where it is not a part of a longer one; TeX may have escaped its characters."""
    spelled = "".join(rf"\\?{re.escape(one)}" if one in "%#&_~" else re.escape(one) for one in url)
    return re.compile(rf"(?<!{_URL_CHARACTER}){spelled}(?!{_URL_CHARACTER})")


def _replace_url(text: str, url: str, new_url: str) -> str:
    return _whole_url(url).sub(lambda _: new_url, text)


def _add_bib_fields(text: str, fix: Fix) -> str:
    """Add the archive's fields at the head of the entry, behind its key: that is right however it is laid out."""
    entry = re.search(rf"@\w+\s*[{{(]\s*{re.escape(fix.key or '')}\s*,", text)
    if entry is None:
        return text
    start, end = entry.end(), _end_of_entry(text, entry.end())
    if re.search(r"(?:^|[\s,])archiveurl\s*=", text[start:end], re.IGNORECASE):
        return text
    margin = re.match(r"\n([ \t]+)", text[start:end])
    before = f"\n{margin.group(1)}" if margin else " "
    fields = [f"archiveurl = {{{fix.archived}}},"]
    if fix.archived_on:
        fields.append(f"archivedate = {{{fix.archived_on}}},")
    return text[:start] + "".join(before + field for field in fields) + text[start:]


def _end_of_entry(text: str, start: int) -> int:
    """Return where the entry whose key ends at ``start`` is closed."""
    depth = 1
    for match in re.finditer(r"\\.|[{}]", text[start:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return start + match.start()
    return len(text)


def _patch_json(path: Path, text: str, fixes: Sequence[Fix]) -> str:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise SyntaxProblem(f"this is no JSON ({error})", path=str(path)) from None
    items = data if isinstance(data, list) else data.get("items", [data]) if isinstance(data, dict) else []
    by_key = {str(item.get("id")): item for item in items if isinstance(item, dict)}
    changed = False
    for fix in fixes:
        item = by_key.get(fix.key or "")
        if item is not None:
            changed = _fix_item(item, fix) or changed
    if not changed:
        return text
    indent = re.search(r"\n([ \t]+)\S", text)
    ending = "\n" if text.endswith("\n") else ""
    return json.dumps(data, ensure_ascii="\\u" in text, indent=indent.group(1) if indent else None) + ending


def _fix_item(item: dict[str, Any], fix: Fix) -> bool:
    if fix.new_url:
        if item.get("URL") != fix.url:
            return False
        item["URL"] = fix.new_url
        return True
    if "archive_location" not in item:
        item.setdefault("archive", ARCHIVE)
        item["archive_location"] = fix.archived
        return True
    custom = item.setdefault("custom", {})
    if not isinstance(custom, dict) or custom.get("archived-url") == fix.archived:
        return False
    custom["archived-url"] = fix.archived
    return True
