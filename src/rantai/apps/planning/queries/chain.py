"""The chain both ways: mill order → patterns → jobs → lots → vehicles → villages, and back. Two queries a walk."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rantai.apps.planning.asking import ask

STEPS = (
    *("material_order", "material_stock", "material_receipt", "pattern", "job"),
    *("component_order", "item_stock", "item_receipt", "order", "demand"),
)
Node = tuple[str, str]  # kind, code


@dataclass(frozen=True)
class ChainNode:
    """One thing on the chain. `week` is −1 where it has none; `supplied` is the sum over all that it supplies,
    in g where its links carry mass, else in pieces."""

    kind: str
    code: str
    item_code: str
    item_name: str
    party_code: str
    party_name: str
    place_code: str
    place_name: str
    format_code: str
    format_name: str
    week: int
    quantity_pieces: int
    mass_g: int
    late_weeks: int
    supplied: int

    @property
    def node(self) -> Node:
        return (self.kind, self.code)


@dataclass(frozen=True)
class ChainLink:
    """One link, from what supplies to what is supplied."""

    supply_kind: str
    supply_code: str
    consumer_kind: str
    consumer_code: str
    quantity_pieces: int
    mass_g: int

    @property
    def supply(self) -> Node:
        return (self.supply_kind, self.supply_code)

    @property
    def consumer(self) -> Node:
        return (self.consumer_kind, self.consumer_code)

    @property
    def weight(self) -> int:
        return self.mass_g or self.quantity_pieces


@dataclass(frozen=True)
class Chain:
    """Everything reached from `start` in one direction ("down" to the villages, "up" to the steel)."""

    start: Node
    direction: str
    nodes: tuple[ChainNode, ...]
    links: tuple[ChainLink, ...]

    def of_kind(self, kind: str) -> list[ChainNode]:
        """Reached nodes of one kind, by code."""
        return [node for node in self.nodes if node.kind == kind]

    @cached_property
    def shares(self) -> Mapping[Node, float]:
        """Down: the share of the start's supply that ends in each node. Up: the share of each node's supply that
        the start takes. Where one supply serves several, it is split by mass, or by pieces where no mass is known.
        """
        totals = {node.node: node.supplied for node in self.nodes}
        shares: dict[Node, float] = defaultdict(float, {self.start: 1.0})
        ahead = defaultdict(list)
        for link in self.links:
            ahead[link.supply if self.direction == "down" else link.consumer].append(link)
        for node in self._in_order(ahead):
            for link in ahead[node]:
                target = link.consumer if self.direction == "down" else link.supply
                shares[target] += shares[node] * link.weight / max(1, totals.get(link.supply, 0))
        return dict(shares)

    def mass_from(self, node: ChainNode) -> int:
        """Up: g of steel of this source (order, lot, receipt) that the start takes."""
        return round(self.shares.get(node.node, 0.0) * node.supplied)

    def mass_to(self, node: ChainNode) -> int:
        """Down: g of the start's steel that ends in this node."""
        supplied = next((one.supplied for one in self.nodes if one.node == self.start), 0)
        return round(self.shares.get(node.node, 0.0) * supplied)

    def _in_order(self, ahead: Mapping[Node, list[ChainLink]]) -> list[Node]:
        """Nodes so that each comes after everything that leads to it. The plan's check refuses loops."""
        waiting: dict[Node, int] = defaultdict(int)
        for links in ahead.values():
            for link in links:
                waiting[link.consumer if self.direction == "down" else link.supply] += 1
        ready, order = [self.start], []
        while ready:
            node = ready.pop()
            order.append(node)
            for link in ahead.get(node, ()):
                target = link.consumer if self.direction == "down" else link.supply
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
        return order


def chain_down(run_id: int, kind: str, code: str) -> Chain:
    """What a node serves, all the way to the lines of demand."""
    return _chain("down", run_id, kind, code)


def chain_up(run_id: int, kind: str, code: str) -> Chain:
    """What serves a node, all the way to steel and stock."""
    return _chain("up", run_id, kind, code)


def _chain(direction: str, run_id: int, kind: str, code: str) -> Chain:
    links = ask(f"chain_{direction}_links", ChainLink, run=run_id, code=code, kind=kind)
    nodes = ask(f"chain_{direction}_nodes", ChainNode, run=run_id, code=code, kind=kind)
    nodes.sort(key=lambda node: (STEPS.index(node.kind), node.week, node.code))
    return Chain((kind, code), direction, tuple(nodes), tuple(links))
