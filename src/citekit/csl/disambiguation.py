"""Disambiguation (CSL 1.0.2, Disambiguation): names, given names, conditions, year-suffixes.

Only cites that look alike are taken up: every item's plain cite is rendered once, and the methods run on the
groups of equal ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from citekit.csl.context import Context, Expansion, NameList
from citekit.csl.initials import initialized
from citekit.csl.item import Item
from citekit.csl.name_input import Name
from citekit.csl.name_parts import INITIALS, LONG

Cite = Callable[[Item, Expansion, "list[NameList] | None"], str]


class Rules:
    """Which methods a style's ``cs:citation`` asks for."""

    def __init__(
        self, options: Mapping[str, str], has_conditions: bool, can_initialize: bool, spells_out: bool
    ) -> None:
        self.add_names = options.get("disambiguate-add-names") == "true"
        self.add_given = options.get("disambiguate-add-givenname") == "true"
        self.add_suffix = options.get("disambiguate-add-year-suffix") == "true"
        self.rule = options.get("givenname-disambiguation-rule", "by-cite")
        # Year-suffixes always tell cites apart, so that no condition is needed.
        self.conditions = has_conditions and not self.add_suffix
        self.can_initialize = can_initialize
        self.spells_out = spells_out  # names in full where other styles have initials

    @property
    def any(self) -> bool:
        """Whether there is anything to do."""
        return self.add_names or self.add_given or self.add_suffix or self.conditions

    @property
    def by_cite(self) -> bool:
        """Whether given names are added to tell cites, not names, apart."""
        return self.add_given and self.rule == "by-cite"

    @property
    def highest(self) -> int:
        """The fullest form that given names may take."""
        return INITIALS if self.rule.endswith("-with-initials") else LONG


def year_suffix(number: int) -> str:
    """The suffix of this rank: a to z, aa, ab and so on."""
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters = chr(97 + rest) + letters
        number -= 1
    return letters


class Disambiguator:
    """Runs the methods over all items; ``expansions`` holds what each item's cites need."""

    def __init__(self, rules: Rules, cite: Cite) -> None:
        self.rules = rules
        self.cite = cite
        self.expansions: dict[str, Expansion] = {}
        self._suffixed: list[list[Item]] = []

    def run(self, items: Iterable[Item]) -> None:
        """Find and tell apart the items whose cites look alike."""
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            groups[self.cite(item, Expansion(), None)].append(item)
        for group in groups.values():
            if len(group) > 1:
                self._tell_apart(group)

    def assign_suffixes(self, rank: Mapping[str, int]) -> None:
        """Give year-suffixes in the order of the bibliography."""
        for group in self._suffixed:
            for number, item in enumerate(sorted(group, key=lambda one: rank[one.id])):
                expansion = self.expansions.setdefault(item.id, Expansion())
                expansion.year_suffix = year_suffix(number)

    def _tell_apart(self, group: list[Item]) -> None:
        rest = [(group, Expansion())]
        if self.rules.add_names or self.rules.by_cite:
            rest = self._by_names(group)
        if self.rules.conditions:
            rest = [left for items, expansion in rest for left in self._by_conditions(items, expansion)]
        for items, expansion in rest:
            for item in items:
                self.expansions[item.id] = expansion.copy()
            if self.rules.add_suffix:
                self._suffixed.append(items)

    def _classes(self, items: list[Item], expansion: Expansion) -> list[list[Item]]:
        classes: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            classes[self.cite(item, expansion, None)].append(item)
        return list(classes.values())

    def _by_names(self, group: list[Item]) -> list[tuple[list[Item], Expansion]]:
        """Add names and given names step by step; a step that tells no cites apart is taken back."""
        traces: dict[str, list[NameList]] = {}
        for item in group:
            trace: list[NameList] = []
            self.cite(item, Expansion(), trace)
            traces[item.id] = trace
        failed: list[tuple[list[Item], Expansion]] = []
        open_groups = [(group, Expansion())]
        while open_groups:
            items, base = open_groups.pop()
            split = self._first_split(items, base, traces)
            if split is None:
                failed.append((items, base))
                continue
            classes, better = split
            for one in classes:
                if len(one) == 1:
                    self.expansions[one[0].id] = better.copy()
                else:
                    open_groups.append((one, better))
        return failed

    def _first_split(
        self, items: list[Item], base: Expansion, traces: Mapping[str, list[NameList]]
    ) -> tuple[list[list[Item]], Expansion] | None:
        """The first step beyond ``base`` that makes several classes of the items' cites."""
        trace = max((traces[item.id] for item in items), key=lambda one: sum(n.total for n in one))
        kept = _complete(base, trace)
        trial = kept.copy()
        for index, names in enumerate(trace):
            for place in range(names.total):
                if place >= trial.names[index]:
                    if not self.rules.add_names:
                        break
                    trial.names[index] = place + 1
                    classes = self._classes(items, trial)
                    if len(classes) > 1:
                        return classes, _only(kept, trial, index, place)
                if self.rules.by_cite and (not place or self.rules.add_names):
                    for level in self._levels(trial.givens[index][place]):
                        trial.givens[index][place] = level
                        classes = self._classes(items, trial)
                        if len(classes) > 1:
                            return classes, _only(kept, trial, index, place)
        return None

    def _levels(self, now: int) -> range:
        lowest = now + 1
        if lowest == INITIALS and not self.rules.can_initialize:
            lowest = LONG
        return range(lowest, self.rules.highest + 1)

    def _by_conditions(self, items: list[Item], expansion: Expansion) -> list[tuple[list[Item], Expansion]]:
        """Let ``disambiguate`` conditions test true, one more at a time, while that tells cites apart."""
        trial = expansion.copy()
        trial.condition += 1
        classes = self._classes(items, trial)
        if len(classes) == 1:
            deeper = trial.copy()
            deeper.condition += 1
            if self.cite(items[0], deeper, None) == self.cite(items[0], trial, None):
                return [(items, trial)]  # what the conditions show stays, although it has not helped
            found = self._by_conditions(items, trial)
            return [(items, trial)] if len(found) == 1 and found[0][0] is items else found
        rest = []
        for one in classes:
            if len(one) == 1:
                self.expansions[one[0].id] = trial.copy()
            else:
                rest += self._by_conditions(one, trial)
        return rest


def _complete(base: Expansion, trace: list[NameList]) -> Expansion:
    """An expansion with an entry for each name of each rendered variable."""
    full = base.copy()
    for index, names in enumerate(trace):
        if index >= len(full.names):
            full.names.append(names.shown)
            full.givens.append(list(names.levels))
    return full


def _only(kept: Expansion, trial: Expansion, index: int, place: int) -> Expansion:
    """The kept state with the one step that helped: the names up to here, and this name's form."""
    better = kept.copy()
    better.names[index] = max(better.names[index], trial.names[index])
    better.givens[index][place] = trial.givens[index][place]
    return better


def name_levels(
    traces: Iterable[list[NameList]], rules: Rules, terminator: str | None, particles_apart: bool
) -> dict[Name, int]:
    """The form that each name needs to be told from the other names in the document (name disambiguation).

    ``traces`` hold the name lists that cites and sort keys show; of each list the first name alone counts where
    the rule is for primary names. Where ``particles_apart``, "Berg" and "van der Berg" are of one family. Initials
    that set a name apart from some but not all others of its family are shown where the rule allows nothing more.
    """
    families: dict[tuple[str, str], set[Name]] = defaultdict(set)
    primary = rules.rule.startswith("primary-name")
    for trace in traces:
        for shown in trace:
            for name in shown.names[:1] if primary else shown.names:
                if name.given:
                    families["" if particles_apart else name.non_dropping, name.family].add(name)
    levels: dict[Name, int] = {}
    for group in families.values():
        if len({(_spelt(name.given), name.dropping, name.suffix) for name in group}) < 2:
            continue
        by_initials: dict[str, set[str]] = defaultdict(set)
        for name in group:
            by_initials[initialized(name.given, terminator or ".")].add(name.given)
        for name in group:
            alone = len(by_initials[initialized(name.given, terminator or ".")]) == 1
            if rules.can_initialize and (alone or (rules.highest == INITIALS and len(by_initials) > 1)):
                levels[name] = INITIALS
            elif rules.highest == LONG:
                levels[name] = LONG
            elif rules.spells_out:
                levels[name] = INITIALS
    return levels


def _spelt(given: str) -> str:
    """A given name without the points and blanks of its initials: "J.A." and "J. A." are one."""
    return " ".join(given.replace(".", " ").split())


def prepared(context: Context, expansion: Expansion | None) -> Context:
    """A context that shows what disambiguation decided."""
    if expansion is not None:
        context.expansion = expansion
        context.condition = expansion.condition
        context.year_suffix = expansion.year_suffix
    return context
