"""Who gets how much of short steel: all shares for those who plan, its own and the total for a firm."""

from dataclasses import dataclass

from rantai.apps.planning.asking import ask


@dataclass(frozen=True)
class SupplyShareRow:
    """What one party gets of one material, and how much all of them together need and get."""

    material_code: str
    party_code: str
    party_name: str
    basis: str
    cause: str
    committed_g: int
    wanted_g: int
    share_g: int
    unmet_g: int
    firms: int
    all_wanted_g: int
    all_share_g: int


def supply_shares(run_id: int) -> list[SupplyShareRow]:
    """Every share of every material that is short: for those who plan."""
    return _ask(run_id, "")


def supply_shares_of_firm(run_id: int, party_code: str) -> list[SupplyShareRow]:
    """One firm's shares and the totals; nothing of anybody else by name."""
    return _ask(run_id, party_code) if party_code else []


def _ask(run_id: int, party_code: str) -> list[SupplyShareRow]:
    return ask("supply_shares", SupplyShareRow, run=run_id, party=party_code)
