"""The series of papers and the letters their numbers begin with. A new kind of paper is added here, once."""

SERIES = {
    "quote": "PH",  # penawaran harga
    "sales_order": "SO",
    "purchase_order": "PO",
    "goods_receipt": "BPB",  # bukti penerimaan barang
    "delivery": "SJ",  # surat jalan
    "invoice": "INV",
    "credit_note": "NK",  # nota kredit
    "receipt": "KW",  # kwitansi
    "payment": "BB",  # bukti bayar
    "outgoing": "BKK",  # bukti kas keluar
    "weighing": "TB",  # timbangan
    "claim": "KLM",  # klaim
    "trip": "TRK",  # perjalanan truk
}


def written(code: str, year: int, number: int) -> str:
    """A number as it stands on the paper: `INV/2026/00012`."""
    return f"{code}/{year}/{number:05d}"
