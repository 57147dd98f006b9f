"""From the database to a plan's input: everything read in one transaction, under the names and codes of the tables."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, Q, Sum, When

from rantai.apps.demand.models import Programme
from rantai.apps.planning.mirror import COUNTRY_CODE, MIRRORS, PARTY_MIRRORS, Mirror
from rantai.apps.sourcing import queries as sourcing
from rantai.apps.stock.models import Balance
from rantai.apps.stock.reserving import reserved
from rantai.core.table_files import write_table
from rantai.core.tables import Column, Table
from rantai.engine.plan.given import (
    GIVEN_TABLES,
    HorizonTable,
    ItemStock,
    MaterialStock,
    PlanInput,
    ResourceWeeks,
    plan_input,
)
from rantai.engine.plan.given_lots import FirmOrders

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold: the same tables give the same bytes


def snapshot(programme_id: int, *, free_at: datetime | None = None) -> PlanInput:
    """Everything a plan of this programme is made from, as of one moment. Raises Programme.DoesNotExist.

    With `free_at`, steel that is kept for somebody at that time is left out, and work that workshops have accepted is
    a settled lot; without it, all that lies there counts, and the tables are as they were entered.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            # READ COMMITTED would show every table at another moment.
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        programme = Programme.objects.get(pk=programme_id)
        tables = {name: read_table(mirror, programme_id) for name, mirror in {**PARTY_MIRRORS, **MIRRORS}.items()}
        tables["resource_weeks"] = ResourceWeeks.empty()  # the house knows full weeks only; a what-if adds others
        tables |= {"item_stock": _item_stock(), "material_stock": _material_stock(free_at)}
        if free_at is not None:
            tables["firm_orders"] = _with_accepted(tables["firm_orders"], programme)
    row = {column.name: getattr(programme, column.name) for column in HorizonTable.columns}
    return plan_input({**tables, "horizon": HorizonTable.from_rows([row])})


def read_table(mirror: Mirror, programme_id: int | None = None) -> Table:
    """One mirrored table as it stands in the database."""
    return _table(mirror.table, (values for _pk, values in stored_rows(mirror, programme_id)))


def stored_rows(mirror: Mirror, programme_id: int | None = None) -> list[tuple[int, dict[str, Any]]]:
    """(primary key, column → value) of every row of a mirrored table, in the words of the table: "" for no code."""
    found = mirror.model._default_manager.order_by("pk")
    if mirror.of_programme:
        found = found.filter(programme_id=programme_id)
    if mirror.only is not None:
        found = found.filter(mirror.only)
    rows = found.values_list("pk", *mirror.paths.values())
    columns = mirror.table.columns
    return [
        (row[0], {column.name: worded(column, value) for column, value in zip(columns, row[1:], strict=True)})
        for row in rows.iterator(chunk_size=5000)
    ]


def worded(column: Column, value: object) -> object:
    """A value of the database in the words of a table: absent codes are empty, absent numbers 0."""
    if column.name.endswith("_code") and value == COUNTRY_CODE and "places" in column.refers_to:
        return ""
    if value is None and column.kind != "day":
        return "" if column.kind in ("code", "text") else 0
    return value


def _table(kind: type[Table], rows: Iterable[Mapping[str, Any]]) -> Table:
    return kind.from_rows(rows)


def _with_accepted(firm_orders: Table, programme: Programme) -> Table:
    """Settled lots, and the jobs that workshops have said yes to."""
    last = programme.start_date + timedelta(weeks=programme.weeks, days=-1)
    accepted = sourcing.settled(programme.pk, programme.start_date, last)
    return _table(
        FirmOrders,
        [
            *firm_orders.rows(),
            *(
                {
                    "firm_code": row.code,
                    "item_code": row.item_code,
                    "due_date": row.due_date,
                    "quantity_pieces": row.quantity_pieces,
                }
                for row in accepted
            ),
        ],
    )


# Steel that a firm keeps to sell it for its owner is at hand for everybody, as the firm's own is.
_FOR_SALE = When(material_lot__ownership="agency", then=F("material_lot__holder__code"))
_HOLDER = {"holder_code": F("account__organisation__code")}


def _item_stock() -> Table:
    found = Balance.objects.filter(Q(pieces__gt=0), item_lot__isnull=False).values(
        **_HOLDER,
        stock_code=F("item_lot__code"),
        item_code=F("item_lot__item__code"),
        owner_code=F("item_lot__owner__code"),
    )
    return _table(ItemStock, found.annotate(quantity_pieces=Sum("pieces")).order_by("stock_code"))


def _material_stock(free_at: datetime | None) -> Table:
    """One row a lot, whatever places it lies at. Blanks are left out: they are already cut for somebody."""
    found = Balance.objects.filter(Q(grams__gt=0), material_lot__isnull=False).exclude(material_lot__form="blank")
    rows = found.values(
        **_HOLDER,
        lot_id=F("material_lot_id"),
        stock_code=F("material_lot__code"),
        format_code=F("material_lot__format__code"),
        owner_code=Case(_FOR_SALE, default=F("material_lot__owner__code")),
        length_um=F("material_lot__length_um"),
        width_um=F("material_lot__width_um"),
        heat=F("material_lot__heat"),
    ).annotate(quantity_pieces=Sum("pieces"), mass_g=Sum("grams"))
    listed: list[dict[str, Any]] = [dict(row) for row in rows.order_by("stock_code")]
    kept = reserved(None, at=free_at) if free_at is not None else {}
    free = (_free(row, *kept.get(row.pop("lot_id"), (0, 0))) for row in listed)
    return _table(MaterialStock, [row for row in free if row["mass_g"] > 0])


def _free(row: dict[str, Any], pieces: int, grams: int) -> dict[str, Any]:
    """A lot without what others keep of it; pieces that are left weigh their share."""
    have = row["quantity_pieces"]
    left = max(0, have - pieces)
    mass = row["mass_g"] * left // have if have else row["mass_g"]
    return {**row, "quantity_pieces": left, "mass_g": max(0, mass - grams)}


def write_folder(given: PlanInput, folder: Path) -> None:
    """Write every table as CSV into `folder`, which is made when it is missing. Tables that may be absent and are
    empty are left out, as a person would leave them out."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in given.tables().values():
        if len(table) or not type(table).may_be_absent:
            write_table(table, folder)


def zipped(given: PlanInput) -> bytes:
    """The folder of a plan's input as one zip; the same tables give the same bytes."""
    buffer = io.BytesIO()
    with TemporaryDirectory() as place, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        write_folder(given, Path(place))
        for name in GIVEN_TABLES:
            path = Path(place) / f"{name}.csv"
            if path.exists():
                archive.writestr(zipfile.ZipInfo(path.name, EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def with_file(content: bytes, name: str, text: bytes) -> bytes:
    """The zip with one more file (or with that file anew); the same tables and file give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for kept in old.namelist():
            if kept != name:
                archive.writestr(zipfile.ZipInfo(kept, EPOCH), old.read(kept), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(name, EPOCH), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzip_into(content: bytes, folder: Path) -> None:
    """Write the tables of `zipped` into `folder`."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            (folder / Path(name).name).write_bytes(archive.read(name))


def content_hash(content: bytes) -> str:
    """Name of an input: the hash of its tables, whatever order their rows came in."""
    return hashlib.sha256(content).hexdigest()
