"""The results of a run as text, JSON, Markdown, HTML, JUnit XML, SARIF or commands to a GitHub workflow.

Sources: SARIF 2.1.0 (OASIS); the JUnit schema that CI servers read; GitHub's workflow commands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any
from xml.etree import ElementTree

from citekit._version import __version__
from citekit.links.result import LinkCheck, Status, Verdict
from citekit.links.targets import LinkTarget

Places = Mapping[str, Sequence[LinkTarget]]

_LEVELS = {Verdict.BAD: "error", Verdict.UNSURE: "warning", Verdict.OK: "note"}


def places_of(targets: Iterable[LinkTarget]) -> dict[str, list[LinkTarget]]:
    """Return, for each URL, the entries that give it."""
    places: dict[str, list[LinkTarget]] = {}
    for target in targets:
        places.setdefault(target.url, []).append(target)
    return places


def report(checks: Sequence[LinkCheck], places: Places, format: str) -> str:
    """Return the report in one of REPORTS. Raises KeyError for another."""
    return REPORTS[format](checks, places)


def summary(checks: Sequence[LinkCheck]) -> str:
    """Return one line for a person: how many of what."""
    verdicts = Counter(check.verdict for check in checks)
    moved = sum(check.status is Status.MOVED for check in checks)
    parts = [f"{verdicts[Verdict.OK]} ok"]
    if moved:
        parts[-1] += f" ({moved} of them moved)"
    if verdicts[Verdict.BAD]:
        parts.append(f"{verdicts[Verdict.BAD]} broken")
    if verdicts[Verdict.UNSURE]:
        parts.append(f"{verdicts[Verdict.UNSURE]} not to be judged from here")
    return f"{len(checks)} link{'' if len(checks) == 1 else 's'}: {', '.join(parts)}"


def hint_of(check: LinkCheck) -> str | None:
    """Return what a person could do about a link."""
    if check.suggested_url and check.status is Status.MOVED:
        return f"write {check.suggested_url}"
    if check.archived:
        return f"an archived copy: {check.archived}"
    return None


def worth_saying(checks: Iterable[LinkCheck]) -> list[LinkCheck]:
    """Return the checks that a person should see: all that are not ok, and links that have moved for good."""
    return [check for check in checks if check.verdict is not Verdict.OK or check.status is Status.MOVED]


def place_of(check: LinkCheck, places: Places) -> str:
    """Return ``file:line: `` of the first entry with the link, as far as it is known."""
    for target in places.get(check.url, ()):
        if target.file:
            return f"{target.file}:{target.line or 1}:1: "
    return ""


def as_text(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return a line for each link that a person should look at."""
    lines = []
    for check in worth_saying(checks):
        keys = f" ({', '.join(check.references)})" if check.references else ""
        lines.append(f"{place_of(check, places)}{check.status} {check.url}: {check.detail}{keys}")
        if hint := hint_of(check):
            lines.append(f"  hint: {hint}")
    return "\n".join(lines) + "\n" if lines else ""


def as_json(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return every check as JSON, in order."""
    return json.dumps([check.to_json() for check in checks], ensure_ascii=False, indent=2) + "\n"


def as_markdown(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return a table in Markdown."""
    lines = ["# Links", "", f"{summary(checks)}.", ""]
    if shown := worth_saying(checks):
        lines += ["| Verdict | Status | Link | What was found | Key |", "|---|---|---|---|---|"]
    for check in shown:
        detail = check.detail + (f"; {hint}" if (hint := hint_of(check)) else "")
        cells = (check.verdict, check.status, f"<{check.url}>", detail, ", ".join(check.references))
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;vertical-align:top}
tr+tr td{border-top:1px solid #8884}td:nth-child(2){overflow-wrap:anywhere}
.bad{color:#b00020}.unsure{color:#8a6100}.ok{color:#1b6e2f}
"""


def as_html(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return a page of its own that needs nothing from elsewhere."""
    rows = []
    for check in sorted(checks, key=lambda check: list(_LEVELS).index(check.verdict)):
        hint = hint_of(check)
        detail = escape(check.detail) + (f"<br>{escape(hint)}" if hint else "")
        address = escape(check.url)
        link = f'<a href="{address}" rel="nofollow">{address}</a>' if _is_web(check.url) else address
        keys = escape(", ".join(check.references))
        rows.append(
            f'<tr><td class="{check.verdict}">{check.status}</td><td>{link}</td>'
            f"<td>{detail}</td><td>{keys}</td></tr>"
        )
    head = "<tr><th>Status</th><th>Link</th><th>What was found</th><th>Key</th></tr>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Links</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>Links</h1><p>{escape(summary(checks))}.</p>\n<table>{head}\n"
        + "\n".join(rows)
        + "\n</table></body></html>\n"
    )


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


def as_junit(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return a test suite in which a broken link is a failure and one that cannot be judged is skipped."""
    verdicts = Counter(check.verdict for check in checks)
    suite = ElementTree.Element(
        "testsuite",
        name="links",
        tests=str(len(checks)),
        failures=str(verdicts[Verdict.BAD]),
        skipped=str(verdicts[Verdict.UNSURE]),
        errors="0",
        time=f"{sum(check.elapsed_ms for check in checks) / 1000:.3f}",
    )
    for check in checks:
        case = ElementTree.SubElement(
            suite,
            "testcase",
            name=_xml_text(check.url),
            classname=_xml_text(", ".join(check.references) or "links"),
            time=f"{check.elapsed_ms / 1000:.3f}",
        )
        message = _xml_text(f"{place_of(check, places)}{check.detail}")
        if check.verdict is Verdict.BAD:
            ElementTree.SubElement(case, "failure", type=check.status.value, message=message)
        elif check.verdict is Verdict.UNSURE:
            ElementTree.SubElement(case, "skipped", message=message)
    ElementTree.indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _xml_text(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return "".join(one if one >= " " and not "\ud800" <= one <= "\udfff" else "\ufffd" for one in text)


def as_sarif(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return a SARIF log with a result for each link that a person should look at."""
    shown = worth_saying(checks)
    rules = sorted({check.status.value for check in shown})
    results = []
    for check in shown:
        result: dict[str, Any] = {
            "ruleId": check.status.value,
            "ruleIndex": rules.index(check.status.value),
            "level": _LEVELS[check.verdict],
            "message": {"text": f"{check.url}: {check.detail}"},
            "properties": {"verdict": check.verdict.value, "references": list(check.references)},
        }
        if locations := [_sarif_location(target) for target in places.get(check.url, ()) if target.file]:
            result["locations"] = locations
        results.append(result)
    driver = {"name": "citekit", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_location(target: LinkTarget) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": (target.file or "").replace("\\", "/")}}
    if target.line:
        physical["region"] = {"startLine": target.line}
    return {"physicalLocation": physical}


def as_github(checks: Sequence[LinkCheck], places: Places) -> str:
    """Return workflow commands that annotate the lines of the entries."""
    lines = []
    for check in worth_saying(checks):
        level = {"error": "error", "warning": "warning", "note": "notice"}[_LEVELS[check.verdict]]
        target = next((one for one in places.get(check.url, ()) if one.file), None)
        where = f"file={_property(target.file or '')},line={target.line or 1}," if target else ""
        message = f"{check.url}: {check.detail}" + (f"; {hint}" if (hint := hint_of(check)) else "")
        lines.append(f"::{level} {where}title={check.status}::{_data(message)}")
    return "\n".join(lines) + "\n" if lines else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTS: dict[str, Callable[[Sequence[LinkCheck], Places], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "html": as_html,
    "junit": as_junit,
    "sarif": as_sarif,
    "github": as_github,
}
"""The reports by the name of their format."""
