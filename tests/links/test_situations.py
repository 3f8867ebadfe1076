"""Every situation of the table, checked in one run as a bibliography's links would be."""

from __future__ import annotations

import time

import pytest
from loopback import Certificates, Loopback, Situation, load_situations

from citekit.links import LinkCheck, LinkTarget, check_links, networks

SITUATIONS = load_situations()
TIMEOUT = 2.0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, LinkCheck], float]:
    certificates = Certificates(tmp_path_factory.mktemp("certificates"))
    with Loopback(SITUATIONS, certificates):
        targets = [
            LinkTarget(situation.url, key=situation.name, titles=tuple(situation.data.get("cited", ())))
            for situation in SITUATIONS
        ]
        started = time.monotonic()
        checks = check_links(
            targets,
            timeout=TIMEOUT,
            allow_networks=networks(["127.0.0.0/16", "::1/128"]),
            ca_bundle=str(certificates.bundle),
            fragments=True,
            delay=0.0,
            backoff=0.1,
            max_wait=3.0,
            canaries=(),
        )
        took = time.monotonic() - started
    return {key: check for check in checks for key in check.references}, took


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_situation(situation: Situation, run: tuple[dict[str, LinkCheck], float]) -> None:
    check = run[0][situation.name]
    data = situation.data
    assert (str(check.verdict), str(check.status)) == (data["verdict"], data["status"]), check.to_json()
    if "suggested" in data:
        assert check.suggested_url == situation.fill(data["suggested"])
    if "final" in data:
        assert check.final_url == situation.fill(data["final"])
    if "code" in data:
        assert check.http_status == data["code"]
    if "detail" in data:
        assert data["detail"] in check.detail
    assert check.detail
    assert check.elapsed_ms <= TIMEOUT * 1000 + 500
    for header in data.get("never_sent", []):
        assert not any(header in request for request in situation.requests), situation.requests


def test_the_run_ends_soon(run: tuple[dict[str, LinkCheck], float]) -> None:
    assert run[1] < 30


def test_no_host_sees_more_than_its_limit(run: tuple[dict[str, LinkCheck], float]) -> None:
    assert max(situation.open_most for situation in SITUATIONS) <= 2
