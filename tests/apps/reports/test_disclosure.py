"""An attacker who adds and takes away all that was published finds no firm; with the careless control he does."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from random import Random

from rantai.apps.reports.disclosure import Amounts, Shown, is_safe, joined, shown

Table = dict[str, dict[int, int]]
Version = tuple[Mapping[str, Amounts], Shown]
NAMES = ("SPHC", "SPCC", "SS400", "S45C")


def table_of(random: Random) -> Table:
    """A few grades, bought by few and many firms, some by one that is far larger than the others."""
    made: Table = {}
    for name in NAMES:
        firms = random.sample(range(20), random.choice([1, 2, 4, 5, 8, 14]))
        made[name] = {firm: random.choice([10, 40, 90, 400, 9_000]) for firm in firms}
    return made


def corrected(table: Table, random: Random) -> Table:
    """The same, with what some firms took written anew."""
    after = {name: dict(cell) for name, cell in table.items()}
    for _change in range(random.choice([0, 1, 1, 2, 12])):
        cell = after[random.choice(NAMES)]
        firm = random.randrange(20)
        cell[firm] = cell.get(firm, 0) + random.choice([5, 70, 900])
    return after


def vectors(versions: Sequence[Version]) -> list[dict[tuple[int, str], int]]:
    """What was published as sums of unknown cells: (version, name) → 1."""
    told = []
    for number, (table, said) in enumerate(versions):
        told += [{(number, name): 1} for name in sorted(said.cells)]
        told += [dict.fromkeys(((number, name) for name in table), 1)] if said.total else []
    return told


def can_know(told: list[dict[tuple[int, str], int]], wanted: dict[tuple[int, str], int]) -> bool:
    """Whether the sum can be got from what was told: it lies in the space that is spanned, exactly."""
    columns = sorted({key for one in (*told, wanted) for key in one})
    rows = [[Fraction(one.get(key, 0)) for key in columns] for one in told]
    return _rank(rows) == _rank([*rows, [Fraction(wanted.get(key, 0)) for key in columns]])


def _rank(rows: list[list[Fraction]]) -> int:
    rows, rank = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(rank, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for at in range(rank + 1, len(rows)):
            factor = rows[at][column] / rows[rank][column]
            rows[at] = [mine - factor * its for mine, its in zip(rows[at], rows[rank], strict=True)]
        rank += 1
    return rank


def leaks(versions: Sequence[Version]) -> list[str]:
    """Sums of cells, and sums of changes, that can be known and give a firm away."""
    told, found = vectors(versions), []
    names = [some for size in range(1, len(NAMES) + 1) for some in combinations(NAMES, size)]
    for number, some in product(range(len(versions)), names):
        table = versions[number][0]
        cell = joined(table[name] for name in some)
        if can_know(told, {(number, name): 1 for name in some}) and not is_safe(cell):
            found.append(f"{number} {some}")
    for (new, old), some in product(combinations(range(len(versions)), 2), names):
        change = joined(
            {firm: sign * amount for firm, amount in versions[at][0][name].items()}
            for name in some
            for at, sign in ((new, 1), (old, -1))
        )
        wanted = {(at, name): sign for name in some for at, sign in ((new, 1), (old, -1))}
        if change and can_know(told, wanted) and not is_safe(change):
            found.append(f"{new}-{old} {some}")
    return found


def careless(table: Table) -> Shown:
    """The control: hides what is not safe, and thinks of nothing else."""
    return Shown(frozenset(name for name, cell in table.items() if is_safe(cell)), total=True)


def test_the_attacker_recovers_nothing_from_one_table_nor_from_corrections() -> None:
    shown_cells = 0
    for seed in range(150):
        random = Random(seed)
        versions: list[Version] = []
        table = table_of(random)
        for _version in range(3):
            versions.append((table, shown(table, was=versions)))
            table = corrected(table, random)
        assert leaks(versions) == [], seed
        shown_cells += sum(len(said.cells) + said.total for _table, said in versions)
    assert shown_cells > 300, "hiding everything would be safe as well"


def test_the_same_attacker_breaks_a_table_that_only_hides_what_is_not_safe() -> None:
    broken = 0
    for seed in range(60):
        random = Random(seed)
        first = table_of(random)
        second = corrected(first, random)
        broken += bool(leaks([(first, careless(first)), (second, careless(second))]))
    assert broken > 20


def test_the_three_rules_each_hide() -> None:
    even = dict.fromkeys(range(5), 100)
    assert is_safe(even)
    assert not is_safe(dict.fromkeys(range(4), 100)), "four firms"
    assert not is_safe({**even, 9: 1_200}), "one has more than 70 %"
    assert not is_safe({0: 500, 1: 480, 2: 20, 3: 20, 4: 20}), "the second knows the first to within 15 %"
