"""Who looks: the organisation, its roles, the moment. Every fence of this app is drawn from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

STAFF, OWNER, BUYER = "centre_staff", "maker_owner", "buyer"
CONSORTIUM, MILL = "consortium_manager", "mill_sales"


@dataclass(frozen=True)
class Reader:
    """A member of an organisation. `code` is the organisation's own, as plans write it."""

    organisation_id: int
    code: str
    roles: frozenset[str]
    today: date
    now: datetime

    @property
    def is_staff(self) -> bool:
        return STAFF in self.roles

    @property
    def is_customer(self) -> bool:
        return bool(self.roles & {OWNER, BUYER})

    @property
    def is_planner(self) -> bool:
        return bool(self.roles & {STAFF, CONSORTIUM})
