"""A heat of the cast's mill with its certificate and a file, kept by the centre."""

from datetime import UTC, datetime

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.certificates import actions
from rantai.apps.certificates.actions import GivenHeat
from rantai.apps.certificates.models import Certificate
from tests.cast import SmallSentra

AT = datetime(2026, 11, 30, 1, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
VALUES = {"chem_c": 1_600, "chem_p": 200, "yield_strength": 260_000, "tensile_strength": 430_000}


def given(cast: SmallSentra, heat: str = "H-1", **other: object) -> GivenHeat:
    """SS400 of 4.5 mm, everything inside; carbon has no limit in JIS G3101."""
    facts: dict[str, object] = {
        "supplier_id": cast.organisations["mill"],
        "number": "MTC-1",
        "kind": "3.1",
        "heat": heat,
        "grade": "SS400",
        "thickness_um": 4_500,
        "values": VALUES,
    }
    return GivenHeat(**{**facts, **other})  # type: ignore[arg-type]


def record(cast: SmallSentra, *rows: GivenHeat, keeper: str = "centre") -> list[int]:
    return actions.record_heats(keeper_id=cast.organisations[keeper], given=rows, by=SYSTEM, at=AT)


def kept_heat(cast: SmallSentra) -> tuple[int, int, str]:
    """(heat, file, token) of one heat with everything."""
    heat = record(cast, given(cast))[0]
    certificate = Certificate.objects.get(heats=heat).pk
    file = actions.attach_file(certificate_id=certificate, name="mtc.pdf", content=PDF, by=SYSTEM, at=AT)
    return heat, file, actions.open_link(heat_id=heat, by=SYSTEM, at=AT)
