"""The chart of accounts: few, fixed, and enough for an accountant to go on from.

Assets and costs grow by debit, the others by credit. `name_id` is what the screen and the export say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["asset", "debt", "equity", "income", "cost"]


@dataclass(frozen=True)
class Entry:
    """One account."""

    code: str
    name_id: str
    name_en: str
    kind: Kind


CASH, BANK, RECEIVABLE, UNBILLED = "1100", "1110", "1200", "1210"
STEEL, GOODS, MACHINE, TAX_PAID = "1300", "1310", "1350", "1400"
RECEIVED, COSTS_OWED, PAYABLE, GIRO_OWED, DEPOSITS, TAX = "2100", "2110", "2120", "2130", "2200", "2300"
OPENING, SALES, RETURNS = "3000", "4000", "4900"
MACHINING, ROAD, CONSUMABLES, TRADING = "4010", "4020", "4030", "4040"
COST, COST_OF_GOODS, DIFFERENCE, BUYING, SCRAP, FREIGHT = "5000", "5010", "5100", "5150", "5200", "5300"

CHART = (
    Entry(CASH, "Kas", "Cash", "asset"),
    Entry(BANK, "Bank", "Bank", "asset"),
    Entry(RECEIVABLE, "Piutang usaha", "Receivables", "asset"),
    Entry(UNBILLED, "Terjual di kasir lain, belum ditagih", "Sold at another's counter, not invoiced", "asset"),
    Entry(STEEL, "Persediaan baja", "Steel in store", "asset"),
    Entry(GOODS, "Persediaan barang lain", "Other goods in store", "asset"),
    Entry(MACHINE, "Baja di mesin", "Steel at the machine", "asset"),
    Entry(TAX_PAID, "PPN masukan", "VAT on purchases", "asset"),
    Entry(RECEIVED, "Diterima, belum ditagih pemasok", "Received, not invoiced", "debt"),
    Entry(COSTS_OWED, "Biaya perolehan terutang", "Costs of getting owed", "debt"),
    Entry(PAYABLE, "Utang usaha", "Payables", "debt"),
    Entry(GIRO_OWED, "Utang giro", "Giro given, not cashed", "debt"),
    Entry(DEPOSITS, "Titipan pelanggan", "Deposits of customers", "debt"),
    Entry(TAX, "PPN keluaran", "VAT on sales", "debt"),
    Entry(OPENING, "Saldo awal persediaan", "Opening stock", "equity"),
    Entry(SALES, "Penjualan bahan", "Sales of material", "income"),
    Entry(MACHINING, "Pendapatan pengerjaan", "Machining", "income"),
    Entry(ROAD, "Pendapatan angkutan", "Logistics", "income"),
    Entry(CONSUMABLES, "Penjualan bahan pakai", "Sales of consumables", "income"),
    Entry(TRADING, "Penjualan perdagangan", "Trading", "income"),
    Entry(RETURNS, "Retur dan potongan penjualan", "Returns and credits", "income"),
    Entry(COST, "Harga pokok penjualan", "Cost of sales", "cost"),
    Entry(COST_OF_GOODS, "Harga pokok barang lain", "Cost of other goods", "cost"),
    Entry(DIFFERENCE, "Selisih timbang dan opname", "Weighing and count differences", "cost"),
    Entry(BUYING, "Selisih harga beli dan klaim", "Buying differences and claims", "cost"),
    Entry(SCRAP, "Baja menjadi skrap", "Steel turned to scrap", "cost"),
    Entry(FREIGHT, "Ongkos angkut", "Freight out", "cost"),
)
BY_CODE = {entry.code: entry for entry in CHART}

# Where the value of steel stands, by the kind of the ledger's account.
OF_STOCK = {
    "store": STEEL,
    "process": MACHINE,
    "supplier": RECEIVED,
    "cost": COSTS_OWED,
    "opening": OPENING,
    "customer": COST,
    "difference": DIFFERENCE,
    "correction": DIFFERENCE,
    "scrap": SCRAP,
}

# What earned which income, by business line; where the value of goods beside steel comes from or goes to.
OF_LINE = {
    "material": SALES,
    "machining": MACHINING,
    "logistics": ROAD,
    "consumables": CONSUMABLES,
    "trading": TRADING,
}
OF_GOODS = {
    "receipt": RECEIVED,
    "opening": OPENING,
    "sale": COST_OF_GOODS,
    "return": COST_OF_GOODS,
    "count": DIFFERENCE,
}

# What a payable clears, by its kind: what came and was not billed (a settlement: what passed from its owner), a cost
# that stands as owed, freight of a trip.
OF_PAYABLE = {"bill": RECEIVED, "goods": RECEIVED, "cost": COSTS_OWED, "trip": FREIGHT, "settlement": RECEIVED}
