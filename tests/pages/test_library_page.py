"""The library page in a real browser: what a person does with it, and that it asks nothing of the network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import citekit
from citekit.model import Date, Finding, Name, Reference
from citekit.pages.library_page import LibraryContents, library_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

PAPER = """The Banks of the Severn

Jane Reader

The town owes much to its weirs,¹ and little to its kings. Floods have been counted for two hundred years.²

1 Peter Brook, “Weirs and Mills,” *Journal of Rivers*, Vol.9, No.1, 1997, pp.1-20.

2 Anna Łuczak, *Floods of the Severn*, Oxford: Clarendon Press, 2004, p.12.
"""


def contents() -> LibraryContents:
    paper = citekit.extract(PAPER)
    other = Reference(id="doe2020", type="webpage", title="</script><u onclick=x>A page</u> & more", url="https://example.org/a#b",
                      author=(Name(literal="Office of <Records>"),), issued=Date.of(2020))  # fmt: skip
    finding = Finding(code="accessed-before-issued", message="says <i>so</i>", key="doe2020")
    return LibraryContents([*paper.references, other], [paper], findings=[finding], styles=("apa", "ieee"))


def many(count: int) -> LibraryContents:
    references = [
        Reference(
            id=f"work{n}",
            type="book" if n % 3 else "article-journal",
            title=f"On Matter {n} and What Follows from It",
            author=(Name(family=f"Writer{n % 700}", given="A."),),
            issued=Date.of(1900 + n % 120),
            publisher="Press",
        )
        for n in range(count)
    ]
    return LibraryContents(references, styles=("ieee",))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 900, "height": 900})
    errors: list[str] = []

    def open_(contents: LibraryContents, hash_: str = "") -> Any:
        file = tmp_path / "library.html"
        file.write_text(library_page(contents, title="Rivers"), encoding="utf-8")
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or errors.append(request.url))
        page.goto(file.as_uri() + hash_)
        return page

    yield open_
    context.close()
    assert not errors


def shown(page: Any) -> list[str]:
    return [one.get_attribute("id").removeprefix("ref-") for one in page.locator(".reference").all()]


def settle(page: Any, count: int) -> None:
    page.wait_for_function(f"document.querySelectorAll('.reference').length === {count}")


def test_search_folds_diacritics_and_finds_in_every_field(open_page: Any) -> None:
    page = open_page(contents())
    settle(page, 3)
    page.keyboard.press("/")
    page.keyboard.type("luczak clarendon")
    settle(page, 1)
    assert shown(page) == ["luczak2004"]
    assert page.locator("#status").inner_text() == "1 of 3 references"
    page.keyboard.press("Escape")
    settle(page, 3)


def test_filters(open_page: Any) -> None:
    page = open_page(contents())
    page.select_option("#type", "book")
    settle(page, 1)
    page.click("button[type=reset]")
    settle(page, 3)
    page.fill("#from", "2004")
    settle(page, 2)
    page.fill("#to", "2010")
    settle(page, 1)
    page.click("button[type=reset]")
    settle(page, 3)
    page.select_option("#finding", "accessed-before-issued")
    settle(page, 1)
    assert shown(page) == ["doe2020"]


def test_styles_switch_and_markup_stays_text(open_page: Any) -> None:
    page = open_page(contents())
    entry = page.locator("#ref-brook1997 .printed")
    assert entry.inner_text() == "Brook, P. (1997). Weirs and Mills. Journal of Rivers, 9(1), 1–20."
    page.select_option("#style", label="ieee")
    page.wait_for_function("document.querySelector('#ref-brook1997 .printed').textContent.includes('P. Brook')")
    assert "</script><u onclick=x>A page</u>" in page.locator("#ref-doe2020 .printed").inner_text()
    assert page.locator("#ref-doe2020 u").count() == 0


def test_where_it_is_cited_and_as_printed(open_page: Any) -> None:
    page = open_page(contents())
    entry = page.locator("#ref-luczak2004")
    entry.get_by_text("Cited once").click()
    assert "Floods have been counted for two hundred years." in entry.locator("details[open]").inner_text()
    entry.get_by_text("As printed").click()
    marks = {mark.get_attribute("data-field"): mark.inner_text() for mark in entry.locator("mark").all()}
    assert marks["title"] == "Floods of the Severn"
    assert marks["publisher"] == "Clarendon Press"


@pytest.mark.parametrize(
    ("button", "says"),
    [("citation", "Brook, P. (1997)."), ("BibTeX", "@article{brook1997,"), ("CSL-JSON", '"container-title"')],
)
def test_copying(open_page: Any, button: str, says: str) -> None:
    page = open_page(contents())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=f"Copy {button} of brook1997").click()
    page.wait_for_function("document.getElementById('status').textContent.startsWith('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert says in copied
    if button == "CSL-JSON":
        assert json.loads(copied)["id"] == "brook1997"


def test_a_link_to_one_reference_shows_it(open_page: Any) -> None:
    page = open_page(many(500), "#ref-work444")
    page.wait_for_function("document.activeElement.id === 'ref-work444'")


def test_keys_walk_through_the_list(open_page: Any) -> None:
    page = open_page(contents())
    page.locator("#ref-brook1997").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "ref-luczak2004"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "ref-brook1997"


def test_a_phone_needs_no_sideways_scrolling(open_page: Any) -> None:
    page = open_page(contents())
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_control_has_a_name(open_page: Any) -> None:
    page = open_page(contents())
    unnamed = page.evaluate(
        "[...document.querySelectorAll('input,select,button')]"
        ".filter((one) => !one.labels?.length && !one.getAttribute('aria-label') && !one.textContent.trim())"
        ".map((one) => one.outerHTML)"
    )
    assert unnamed == []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((one) => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_printing_shows_the_whole_list(open_page: Any) -> None:
    page = open_page(many(300))
    assert page.locator(".reference").count() < 300
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    settle(page, 300)


def test_five_thousand_records(open_page: Any) -> None:
    page = open_page(many(5000))
    page.wait_for_function("document.getElementById('status').textContent === '5000 references'")
    assert page.locator(".reference").count() < 1000
    page.fill("#search", "matter 4999")
    settle(page, 1)


def test_the_page_is_one_file_without_addresses_of_its_own() -> None:
    html = library_page(contents())
    assert "<link" not in html
    assert "src=" not in html
    assert "@import" not in html
    assert html.count("</script>") == 2
