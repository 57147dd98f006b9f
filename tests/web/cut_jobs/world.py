"""Jobs of the cast: one of the centre with pieces of both workshops, approved; one each of a workshop's own."""

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.cutting_jobs import actions
from rantai.apps.cutting_jobs.actions import NewPiece
from tests.apps.cutting_jobs import lists
from tests.cast import SmallSentra


def shared(cast: SmallSentra, *, is_approved: bool = True) -> int:
    """A job of the centre on whose sheets lie pieces of both workshops."""
    rows = [
        NewPiece(4, 700_000, 300_000, code=f"{firm} {cast.secret(firm)}"[:60], owner_id=cast.organisations[firm])
        for firm in ("maker_a", "maker_b")
    ]
    job_id = lists.ready(cast, "centre", *rows)
    lists.planned(job_id)
    if is_approved:
        actions.approve(job_id=job_id, number=1, by=SYSTEM, at=timezone.now())
    return job_id


def own(cast: SmallSentra, firm: str) -> int:
    """A job of one firm's own, planned twice, on a size it typed."""
    job_id = lists.job(cast, firm, name=f"Daftar {cast.secret(firm)}")
    lists.pieces(job_id, NewPiece(5, 600_000, 200_000, code=f"P {cast.secret(firm)}"[:60]))
    lists.typed(job_id, 2_438_000, 1_219_000, price_idr=500_000)
    lists.planned(job_id)
    lists.planned(job_id)
    return job_id


def page(cast: SmallSentra, address: str, person: str = "centre_staff") -> str:
    """What a person reads at an address, with plain spaces."""
    answer = cast.client(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")
