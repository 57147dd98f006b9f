"""What the world of the browser knows of steel before it is bought: a certificate with its scan, a price, a set-up."""

from datetime import datetime

from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.capacity.models import SetUp
from rantai.apps.catalog.models import Format, Process
from rantai.apps.certificates import actions as certificates
from rantai.apps.certificates.actions import GivenHeat
from rantai.apps.certificates.models import Certificate
from rantai.apps.pricing import actions as pricing
from rantai.apps.pricing.actions import GivenPrice

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
IDR_KG = 100_000  # hundredths of a rupiah a tonne in one rupiah a kilogram


def certified(centre: int, mill: int, at: datetime) -> None:
    """One heat of the mill with a certificate, its scan and a public label; carbon has no limit in JIS G3101."""
    values = {"chem_c": 1_600, "chem_p": 200, "yield_strength": 260_000, "tensile_strength": 430_000}
    given = GivenHeat(mill, "MTC-1 (contoh)", "3.1", "HEAT-SERTIFIKAT", "SS400", 4_500, values=values)
    (heat,) = certificates.record_heats(keeper_id=centre, given=[given], by=SYSTEM, at=at)
    certificate = Certificate.objects.get(heats=heat).pk
    certificates.attach_file(certificate_id=certificate, name="mtc.pdf", content=PDF, by=SYSTEM, at=at)
    certificates.open_link(heat_id=heat, by=SYSTEM, at=at)


def priced(centre: int, mill: int, at: datetime) -> None:
    """What the mill asks for one size from today on."""
    size = Format.objects.get(code="SPHC-2.3-4x8").pk
    given = GivenPrice(mill, size, "delivered", 11_200 * IDR_KG, localdate(at), note="contoh")
    pricing.record_prices(keeper_id=centre, given=[given], by=SYSTEM, at=at)


def set_up(maker: int) -> None:
    """A workshop's minutes before the first piece."""
    SetUp.objects.create(maker_id=maker, process=Process.objects.order_by("code")[0], setup_minutes=30)
