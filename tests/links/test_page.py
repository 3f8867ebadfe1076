"""What a page says about itself, and that no page costs more than its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.links.charset import codec_of, decode, readings
from citekit.links.drift import alike, has_drifted, is_generic
from citekit.links.exchange import Body, Reply
from citekit.links.page import read_page
from citekit.links.phrases import is_just, says
from citekit.links.soft_404 import is_error_message

EVIL = [
    "<!--",
    "<a '",
    '<a href="',
    "<",
    "<a",
    "<script>",
    "<title>",
    "</",
    "<svg>",
    "<noscript>",
    "<h1>",
    "&",
    "&#",
    "<a b=c ",
    "<!",
    " ",
    "page not found ",
    "the page ",
    "a - ",
    "domain ",
]


@pytest.mark.parametrize("piece", EVIL)
def test_a_page_made_to_hurt_takes_no_longer(piece: str) -> None:
    html = piece * (256 * 1024 // len(piece))
    started = time.perf_counter()
    page = read_page(html)
    for name in ("not_found_sentences", "not_found_apologies", "for_sale", "suspended", "bot_check_words"):
        says(name, page.text[:1500])
    is_error_message(page.title)
    is_just("default_pages", page.title)
    assert time.perf_counter() - started < 2


@given(st.text(alphabet=st.sampled_from("<>!-/='\"& aAhH1itlescrptv#;x\n"), max_size=300))
def test_any_text_is_a_page(html: str) -> None:
    page = read_page(html)
    assert page.text == page.text.strip()


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "text/html; charset=utf-16", "text/html; charset=x", "a;charset="]),
)
def test_any_bytes_can_be_read(data: bytes, content_type: str) -> None:
    assert isinstance(decode(data, content_type), str)
    assert readings(data, content_type)


def test_the_parts_of_a_page() -> None:
    page = read_page(
        "<!DOCTYPE html><HTML><head><title>A &amp; B</title><title>other</title>"
        '<meta NAME="citation_title" content="A">B<meta property=og:title content=C>'
        "<base href='/x/'></head><body id=body><svg><title>icon</title></svg>"
        "<h1 class='a>b'>One<br>two <i>th</i>ree</h1>"
        '<a name=here id="there">x</a><noscript>hidden <b id=no>no</b></noscript><script>"<h1>no</h1>"</script>'
        "<p>one<p>two<input type=PASSWORD><!-- <h1>no</h1> --><h1></h1>"
    )
    assert page.title == "A & B"
    assert page.h1 == "One two three"
    assert page.metadata("og:title", "citation_title") == ["C", "A"]
    assert page.anchors == {"body", "here", "there"}
    assert page.base == "/x/"
    assert page.password_fields == 1
    assert "hidden" not in page.text
    assert page.text.endswith("one two")


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("latin1", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("x-sjis", "cp932"),
        ("Shift_JIS", "cp932"),
        ("gb2312", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("us-ascii", "cp1252"),
        ("klingon", None),
        ("rot13", None),
        ("base64", None),
        ("\x00", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("On Rice", "on rice", 1, 1),
        ("On Rice", "On rice | A Journal", 1, 1),
        ("Harvest: A History", "The Harvest", 0.5, 1),
        ("Rice", "Wheat", 0, 0),
        ("Ukiyo-e", "Ukiyoe", 1, 1),
        ("暗闘の研究", "暗闘の研究 | 出版社", 1, 1),
        ("", "x", 0, 0),
    ],
)
def test_alike(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(one, other) <= most


@given(st.text(), st.text())
def test_alike_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1


@pytest.mark.parametrize(
    "title", ["Home", "untitled", "Microsoft Word - thesis.doc", "www.example.org", "thesis final.pdf"]
)
def test_generic_titles(title: str) -> None:
    assert is_generic(title)


@given(st.text(max_size=60), st.binary(max_size=200))
def test_drift_never_stumbles(title: str, data: bytes) -> None:
    reply = Reply(http_status=200, body=Body(b"<title>" + data))
    has_drifted([title], reply, read_page(decode(reply.body.data)))
    has_drifted(
        [title], Reply(http_status=200, body=Body(b"%PDF-1.4 /Title (" + data + b") /Title <" + data)), None
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("暗闘の研究、その一", "cp932"),
        ("暗闘の研究、その一", "euc_jp"),
        ("Страница не найдена", "cp1251"),
        ("페이지를 찾을 수 없습니다", "cp949"),
        ("您访问的页面不存在", "gb18030"),
        ("Café à Orléans, déjà vu", "cp1252"),
        ("Zürich — Öffnungszeiten", "cp1252"),
        ("naïve", "utf-8"),
    ],
)
def test_undeclared_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode(f"<title>{text}</title>".encode(encoding), "text/html") == f"<title>{text}</title>"


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "HTTP Error 404: Not Found",
        "Error 404 (Not Found)!!1",
        "404 - File or directory not found.",
        "Page not found",
        "Page Not Found!",
        "The page you requested could not be found",
        "Sorry, this page isn't available",
        "Oops! That page can’t be found.",
        "The requested URL was not found",
        "This article is no longer available",
        "Seite nicht gefunden",
        "Página no encontrada",
        "Страница не найдена",
        "ページが見つかりません",
        "お探しのページは見つかりませんでした",
        "页面不存在",
    ],
)
def test_ways_to_say_not_found(title: str) -> None:
    assert is_error_message(title)


@pytest.mark.parametrize(
    "title",
    [
        "On the Harvest of Rice",
        "Error 404: what it means",
        "How to Design a 404 Page",
        "Lost and Found",
        "The Missing Page",
        "HTTP 404",
        "Room 404",
        "Peugeot 404",
        "Not Found in Translation",
        "404" + ":" * 5000 + "x",
        "404 " + "error " * 2000 + "x",
    ],
)
def test_other_titles(title: str) -> None:
    assert not is_error_message(title)
