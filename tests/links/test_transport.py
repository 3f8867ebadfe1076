"""The ways around our own connections: a proxy where one is asked for, and tests that stand in for the network."""

from __future__ import annotations

from pathlib import Path

import pytest
import responses
from loopback import Certificates, Loopback, Situation

from citekit.links import check_links, networks
from citekit.links.options import LinkOptions


def test_a_proxy_only_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = Situation("proxy", {"answers": [{}]})
    with Loopback([proxy], Certificates(tmp_path)):
        monkeypatch.setenv("HTTP_PROXY", proxy.fill("{origin}"))
        monkeypatch.setenv("http_proxy", proxy.fill("{origin}"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        url = "http://library.example/page"
        assert check_links([url], canaries=(), archive="never")[0].status == "dns-error"
        assert not proxy.requests
        (found,) = check_links([url], canaries=(), proxy_from_environment=True, archive="never")
        assert found.status == "alive"
        assert proxy.requests[0].startswith("GET http://library.example/page ")
        (refused,) = check_links(["http://10.0.0.1/"], canaries=(), proxy_from_environment=True)
        assert refused.status == "private-refused"
        assert len(proxy.requests) == 1


@responses.activate
def test_a_stand_in_for_the_network() -> None:
    responses.get("http://library.example/page", body="<title>Rice</title>", content_type="text/html")
    responses.get("http://library.example/gone", status=410)
    found = check_links(["http://library.example/page", "http://library.example/gone"], archive="never", delay=0)
    assert [check.status for check in found] == ["alive", "dead"]


def test_no_password_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Situation("page", {"answers": [{}]})
    with Loopback([page], Certificates(tmp_path)):
        (tmp_path / ".netrc").write_text(f"machine {page.host} login reader password secret\n")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        check_links([page.url], allow_networks=networks(["127.0.0.0/8"]))
        assert "Authorization" not in page.requests[0]


def test_each_page_is_fetched_once_whatever_its_fragments(tmp_path: Path) -> None:
    page = Situation("page", {"answers": [{"body": "<title>Rice</title><p id=a>a<p>b"}]})
    with Loopback([page], Certificates(tmp_path)):
        urls = [page.url, f"{page.url}#a", f"{page.url}#b", f"{page.url}#a", page.url.replace("http", "HTTP")]
        found = check_links(urls, allow_networks=networks(["127.0.0.0/8"]), fragments=True)
        assert [check.url for check in found] == [urls[0], urls[1], urls[2], urls[4]]
        assert [check.status for check in found] == ["alive", "alive", "fragment-missing", "alive"]
        assert len(page.requests) == 1


def test_who_asks(tmp_path: Path) -> None:
    page = Situation("page", {"answers": [{}]})
    with Loopback([page], Certificates(tmp_path)):
        check_links(
            [page.url], allow_networks=networks(["127.0.0.0/8"]), contact="mailto:librarian@library.example"
        )
        assert "citekit/" in page.requests[0]
        assert "mailto:librarian@library.example" in page.requests[0]


def test_no_option_goes_unnoticed() -> None:
    with pytest.raises(TypeError):
        check_links([], time_out=3)
    assert check_links([], options=LinkOptions(timeout=3), delay=0) == []
    assert [check.url for check in check_links("http://[::1/")] == ["http://[::1/"]
