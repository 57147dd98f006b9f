"""What of a plan is the business of customers alone that do not let the reader see their wishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from rantai.apps.planning.asking import ask
from rantai.apps.planning.queries.chain import Node


@dataclass(frozen=True)
class UnseenLink:
    """What serves a customer who may not be seen, and one thing that it serves; "" for a wish and its own steel."""

    kind: str
    code: str
    consumer_kind: str
    consumer_code: str


def unseen_nodes(run_id: int, customers: Collection[str]) -> frozenset[Node]:
    """What serves nobody but customers outside `customers`, by kind and code; steel orders serve all and are left out.

    What also serves somebody in `customers`, or stock, is left out too. A lot of a customer's own steel carries that
    customer's code and is its business whatever it serves. One query.
    """
    links = ask("unseen_links", UnseenLink, run=run_id, customers="".join(f"|{code}|" for code in sorted(customers)))
    reached = {(link.kind, link.code) for link in links}
    owned = {(link.kind, link.code) for link in links if not link.consumer_code}
    suppliers: dict[Node, list[Node]] = defaultdict(list)
    serves_others: list[Node] = []
    for link in links:
        supply, consumer = (link.kind, link.code), (link.consumer_kind, link.consumer_code)
        if consumer in reached:
            suppliers[consumer].append(supply)
        elif link.consumer_code:
            serves_others.append(supply)
    seen: set[Node] = set()
    while serves_others:
        node = serves_others.pop()
        if node not in seen:
            seen.add(node)
            serves_others += suppliers[node]
    return frozenset(reached - seen) | frozenset(owned)
