"""A round of the cast to tell stories with: sheets of 50 kg and the coil they are cut from, a mill and its tiers."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import CuttingRule, Format, Material, Offer, OfferTier
from rantai.apps.purchasing import actions
from rantai.apps.purchasing.actions import Amount, RoundFacts
from rantai.apps.purchasing.models import PurchaseRound
from tests.cast import SmallSentra

T = 1_000_000
SHEET, COIL = "SPHC-2.3-S", "SPHC-2.3-K"


def now() -> datetime:
    """This moment on the clocks of Jakarta, so that its day is the day of the books."""
    return timezone.localtime()


def steel(cast: SmallSentra) -> int:
    """The sheet's id; the coil and the mill's offer of it beside it, made once."""
    known = Format.objects.filter(code=SHEET).first()
    if known is not None:
        return known.pk
    facts = {"grade": "SPHC", "form": "sheet", "finish": "plain", "thickness_um": 2_300, "density_kg_m3": 7_850}
    material, _new = Material.objects.get_or_create(code="SPHC-2.3", defaults=facts)  # cutting lists may have made it
    size = {"material": material, "width_um": 1_219_000}
    coil = Format.objects.create(code=COIL, name="SPHC 2,3 koil", kind="coil", **size)
    sheet = Format.objects.create(
        code=SHEET, name="SPHC 2,3 lembar", kind="sheet", length_um=2_438_000, piece_mass_g=50_000, **size
    )
    CuttingRule.objects.get_or_create(
        kind="coil",
        defaults={"kerf_um": 0, "trim_um": 0, "min_remnant_length_um": 0, "min_remnant_width_um": 0, "loss_ppm": 0},
    )
    offer = Offer.objects.create(
        code="PABRIK-K", supplier_id=cast.organisations["mill"], format=coil, min_order_g=5 * T, coil_min_g=5 * T,
        coil_max_g=10 * T, lead_days=60, basis="contoh",
    )  # fmt: skip
    OfferTier.objects.create(offer=offer, from_g=5 * T, price_idr_t=9_000_000)
    OfferTier.objects.create(offer=offer, from_g=10 * T, price_idr_t=8_000_000)
    return sheet.pk


def opened(cast: SmallSentra, *, by: str = "centre_staff", **more: object) -> int:
    """An open round of the centre, with a week to the deadline."""
    at = now()
    facts = {
        "name": "Putaran contoh",
        "format_ids": [steel(cast)],
        "opens_at": at - timedelta(minutes=5),
        "deadline_at": at + timedelta(days=7),
        "order_date": date(2099, 1, 5),
        **more,
    }
    centre = cast.organisations["centre"]
    return actions.open_round(centre_id=centre, facts=RoundFacts(**facts), by=cast.actor(by), at=at)  # type: ignore[arg-type]


def stated(cast: SmallSentra, round_id: int, maker: str, firm: int, more: int = 0, less: int = 0) -> None:
    """A workshop states sheets."""
    actions.state_amounts(
        round_id=round_id,
        member_id=cast.organisations[maker],
        amounts={steel(cast): Amount(firm, more, less)},
        by=SYSTEM,
        at=now(),
    )


def ended(round_id: int) -> None:
    """The deadline passes."""
    PurchaseRound.objects.filter(pk=round_id).update(deadline_at=now() - timedelta(seconds=1))


def proposed(cast: SmallSentra, round_id: int) -> int:
    """A proposal, computed by the engine in its own process; its number."""
    by = cast.actor("centre_staff")
    number = actions.ask_proposal(round_id=round_id, by=by, at=now())
    assert actions.compute_proposal(round_id=round_id, number=number, by=by, at=now(), now=now)
    return number
