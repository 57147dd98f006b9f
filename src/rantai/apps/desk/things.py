"""Steel by size and heat, certificates, firms, and the orders of the plan: each kind one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from rantai.apps.catalog.models import Format
from rantai.apps.certificates.models import Certificate, Heat
from rantai.apps.desk.asking import Sought, Word
from rantai.apps.desk.documents import SHOWN
from rantai.apps.desk.reader import MILL, Reader
from rantai.apps.desk.unions import picked
from rantai.apps.goods.models import Good
from rantai.apps.parties.models import Grant, Organisation
from rantai.apps.planning import queries as planning
from rantai.apps.planning.models import MaterialOrder
from rantai.apps.sales.models import CustomerAccount
from rantai.apps.stock.models import Balance, MaterialLot

SIZES = ("length_um", "width_um", "material__thickness_um", "material__outside_diameter_um", "material__flat_width_um")
OWN_SIZES = ("length_um", "width_um", "format__material__thickness_um")
LAST_SIGN = "\U0010ffff"


@dataclass(frozen=True)
class ThingHit:
    """Something that fits: `key` leads to its page, `grams` is what is at hand of it (0: nothing, or no matter)."""

    key: str
    title: str
    note: str = ""
    grams: int = 0


def sizes(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Formats by name, material or size. Staff meet the whole catalogue, customers what their centres have."""
    if not (reader.is_staff or reader.is_customer) or not sought.wants("size"):
        return []
    own = reader.organisation_id
    at_hand = Balance.objects.filter(material_lot__format=OuterRef("pk"), grams__gt=0)
    sellers = CustomerAccount.objects.filter(customer=own).values("seller")
    theirs = at_hand.filter(account__organisation__in=sellers, material_lot__owner=F("account__organisation"))
    theirs = theirs.exclude(account__place_kind="consignment")  # what lies at another customer is not offered
    mine = at_hand.filter(account__organisation=own) if reader.is_staff else theirs
    found = Format.objects.annotate(g=_sum(mine, "material_lot__format"))
    found = found if reader.is_staff else found.filter(g__gt=0)
    for word in sought.words:
        found = found.filter(_fits_format(word))
    rows = found.order_by(F("g").desc(), "code").values_list("code", "name", "material__grade", "g")
    return [ThingHit(*row) for row in rows[: SHOWN + 1]]


def _fits_format(word: Word) -> Q:
    found = _is_size(word, SIZES)
    for name in ("name", "code", "material__code", "material__grade", "material__finish"):
        found |= Q(**{f"{name}__icontains": word.text})
    return found


def _is_size(word: Word, columns: tuple[str, ...]) -> Q:
    """Every number of the word is one of the sides."""
    found = Q(pk__in=[]) if not word.sides else Q()
    for side in word.sides:
        one = Q()
        for column in columns:
            one |= Q(**{f"{column}__in": sorted(side - {0})})
        found &= one
    return found


def _sum(found: QuerySet[Balance], key: str) -> Coalesce:
    sums = found.order_by().values(key).annotate(all_g=Sum("grams")).values("all_g")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), Value(0), output_field=BigIntegerField())


def lots(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Lots that the own centre keeps or kept, by the beginning of heat, code or certificate, or by a remnant's size."""
    if not reader.is_staff or not sought.wants("lot"):
        return []
    found = MaterialLot.objects.filter(holder=reader.organisation_id)
    for word in sought.words:
        found = found.filter(_begins(word) | _is_size(word, OWN_SIZES))
    left = Balance.objects.filter(material_lot=OuterRef("pk"), grams__gt=0)
    rows = picked(found, ("-pk",), SHOWN + 1).annotate(g=_sum(left, "material_lot")).order_by("-pk")
    names = rows.values_list("code", "format__name", "heat", "owner__name", "g")[: SHOWN + 1]
    return [
        ThingHit(code, code, " · ".join(filter(None, (what, heat, owner))), grams)
        for code, what, heat, owner, grams in names
    ]


def _begins(word: Word) -> Q:
    """Ranges instead of LIKE: an index answers them on either database."""
    found = Q()
    for written in {word.text, word.text.upper()}:
        for column in ("heat", "code", "certificate_code"):
            found |= Q(**{f"{column}__gte": written, f"{column}__lt": written + LAST_SIGN})
    return found


def certificates(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Heats whose certificates the own centre keeps."""
    if not reader.is_staff or not sought.wants("certificate"):
        return []
    found = Heat.objects.filter(keeper=reader.organisation_id)
    for word in sought.words:
        papers = Certificate.objects.filter(heats=OuterRef("pk"), number__icontains=word.text)
        said = Q(heat__icontains=word.text) | Q(grade__icontains=word.text) | Q(supplier__name__icontains=word.text)
        found = found.filter(said | Q(Exists(papers)))
    rows = found.order_by("-pk").values_list("pk", "heat", "grade", "supplier__name")[: SHOWN + 1]
    return [ThingHit(str(key), heat, f"{grade} · {supplier}") for key, heat, grade, supplier in rows]


def customers(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Customers of the own centre, by name, code, telephone or tax number."""
    if not reader.is_staff or not sought.wants("customer"):
        return []
    found = CustomerAccount.objects.filter(seller=reader.organisation_id, customer__isnull=False)
    for word in sought.words:
        found = found.filter(
            Q(customer__name__icontains=word.text)
            | Q(customer__code__iexact=word.text)
            | Q(phone__contains=word.text)
            | Q(npwp__startswith=word.text)
        )
    rows = found.order_by("customer__name").values_list("pk", "customer__name", "phone")[: SHOWN + 1]
    return [ThingHit(str(key), name, phone) for key, name, phone in rows]


def goods(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Goods and services beside steel: staff meet their own centre's, customers what their centres sell."""
    if not (reader.is_staff or reader.is_customer) or not sought.wants("good"):
        return []
    own = reader.organisation_id
    sellers = CustomerAccount.objects.filter(customer=own).values("seller")
    offered = Q(seller__in=sellers, retired_at__isnull=True)
    found = Good.objects.filter(Q(seller=own) if reader.is_staff else offered)
    for word in sought.words:
        said = Q(name__icontains=word.text) | Q(name_en__icontains=word.text) | Q(code__istartswith=word.text)
        found = found.filter(said)
    rows = found.order_by("name", "pk")[: SHOWN + 1]
    return [ThingHit(str(one.pk), str(one), f"{one.code} · {one.unit}") for one in rows]


def makers(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Workshops that let the reader see their work."""
    if not reader.is_planner or not sought.wants("maker"):
        return []
    givers = Grant.objects.in_force(reader.today).filter(receiver=reader.organisation_id, scope="work")
    found = Organisation.objects.filter(pk__in=givers.values("giver_id"), roles__kind="maker")
    for word in sought.words:
        found = found.filter(Q(name__icontains=word.text) | Q(code__iexact=word.text))
    rows = found.order_by("name").values_list("code", "name", "place__name")[: SHOWN + 1]
    return [ThingHit(code, name, place or "") for code, name, place in rows]


def planned(reader: Reader, sought: Sought) -> list[ThingHit]:
    """Steel orders of the plan in force; a mill meets those at itself. Two queries."""
    if not (reader.is_planner or MILL in reader.roles) or not sought.words or sought.kinds:
        return []
    run = planning.current_run()
    if run is None:
        return []
    found: Any = MaterialOrder.objects.filter(run=run.run_id)
    found = found if reader.is_planner else found.filter(supplier_code=reader.code)
    for word in sought.words:
        formats = Format.objects.filter(_fits_format(word)).values("code")
        found = found.filter(Q(material_order_code__icontains=word.text) | Q(format_code__in=formats))
    named = Format.objects.filter(code=OuterRef("format_code")).values("name")[:1]
    rows = found.annotate(what=Coalesce(Subquery(named), F("format_code")))
    shown = rows.order_by("order_week", "pk").values_list("material_order_code", "what", "mass_g")[: SHOWN + 1]
    return [ThingHit(code, code, what, grams) for code, what, grams in shown]
