from __future__ import annotations

import pytest

from citekit.errors import UnknownKey
from citekit.pages.clusters import read_cluster

KEYS = {"hosoya2018", "abe2012"}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("hosoya2018", [{"id": "hosoya2018"}]),
        ("@hosoya2018", [{"id": "hosoya2018"}]),
        ("hosoya2018, p. 3", [{"id": "hosoya2018", "label": "page", "locator": "3"}]),
        ("hosoya2018, 3–5, 9", [{"id": "hosoya2018", "label": "page", "locator": "3–5, 9"}]),
        ("hosoya2018 § 12", [{"id": "hosoya2018", "label": "section", "locator": "12"}]),
        ("hosoya2018, ch. iv", [{"id": "hosoya2018", "label": "chapter", "locator": "iv"}]),
        ("hosoya2018, passim", [{"id": "hosoya2018", "suffix": ", passim"}]),
        ("see abe2012; hosoya2018", [{"id": "abe2012", "prefix": "see "}, {"id": "hosoya2018"}]),
    ],
)
def test_clusters(text: str, items: list[dict[str, str]]) -> None:
    assert read_cluster(text, KEYS) == {"citationItems": items}


def test_an_unknown_key_gets_the_nearest_ones() -> None:
    with pytest.raises(UnknownKey, match="hosoya2019") as caught:
        read_cluster("see hosoya2019, p. 3", KEYS)
    assert caught.value.hint == "did you mean hosoya2018?"
