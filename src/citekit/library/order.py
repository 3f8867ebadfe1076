"""The order of a library's records, in which those merged away keep their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Order:
    """A list of keys, linked, so that a place in it is found and filled at once."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._after: dict[str, str] = {"": ""}  # the empty key is before the first and after the last
        self._before: dict[str, str] = {"": ""}
        for key in keys:
            self.put(key, self._before[""])

    def __contains__(self, key: str) -> bool:
        return key in self._after

    def __iter__(self) -> Iterator[str]:
        key = self._after[""]
        while key:
            yield key
            key = self._after[key]

    def append(self, key: str) -> None:
        """Put a key at the end."""
        self.put(key, self._before[""])

    def before(self, key: str) -> str:
        """Return the key before this one; empty where it is the first."""
        return self._before[key]

    def put(self, key: str, before: str) -> None:
        """Put a key after another one, or, where that one is empty, first; one that has a place keeps it."""
        if key in self._after:
            return
        following = self._after[before]
        self._after[before], self._before[following] = key, key
        self._before[key], self._after[key] = before, following

    def restore(self, places: Mapping[str, str]) -> None:
        """Give keys merged away their places: after the one each stood behind, which may have been merged too."""
        for key in places:
            chain = [key]
            while (before := places.get(chain[-1], "")) and before not in self and before not in chain:
                chain.append(before)
            for one in reversed(chain):
                before = places.get(one, "")
                self.put(one, before if before in self else self._before[""])
