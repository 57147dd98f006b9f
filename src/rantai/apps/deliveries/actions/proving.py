"""That a delivery arrived: who took it, with a photograph, a signature drawn on the screen, or both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.certificates.scans import PNG, pixels_of
from rantai.apps.deliveries import refusals
from rantai.apps.deliveries.models import Delivery, Proof
from rantai.apps.deliveries.signatures import is_signature
from rantai.core.problems import InvalidInput, Problem, Where

MOST_MB = 3
MOST_PIXELS = 40_000_000


@transaction.atomic
def sign(*, delivery_id: int, received_by: str, proofs: Mapping[str, bytes], by: Author, at: datetime) -> None:
    """Write down who took a delivery, with pictures when there are any: "photo", "signature", or both.

    Raises InvalidInput: no name, signed already, no picture that can be shown, no signature that can be printed.
    """
    made = Delivery.objects.select_for_update(no_key=True, of=("self",)).get(pk=delivery_id)
    name, problems = received_by.strip(), []
    if made.received_at is not None:
        problems.append(Problem(refusals.ALREADY_SIGNED))
    if not name:
        problems.append(Problem(refusals.RECEIVER_MISSING, Where(column="received_by")))
    photo = proofs.get("photo")
    if photo is not None and (not media_type_of(photo) or len(photo) > MOST_MB * 1024 * 1024):
        problems.append(Problem(refusals.PROOF_UNREADABLE, Where(column="photo"), {"most": MOST_MB}))
    if "signature" in proofs and not is_signature(proofs["signature"]):
        problems.append(Problem(refusals.SIGNATURE_UNREADABLE, Where(column="signature")))
    if problems:
        raise InvalidInput(problems)
    Delivery.objects.filter(pk=delivery_id).update(received_by=name[:80], received_at=at)
    Proof.objects.bulk_create(
        Proof(delivery=made, kind=kind, media_type=media_type_of(content), content=content)
        for kind, content in sorted(proofs.items())
    )
    after = {"proofs": sorted(proofs)}
    record(verb="sign", noun="delivery", object_id=delivery_id, by=by, at=at, after=after)


def media_type_of(content: bytes) -> str:
    """What a whole picture is by what is inside, never by its name; empty for anything else or too many pixels."""
    if not 0 < pixels_of(content) <= MOST_PIXELS:
        return ""
    return "image/png" if content.startswith(PNG) else "image/jpeg"
