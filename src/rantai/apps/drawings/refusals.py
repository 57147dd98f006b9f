"""What is refused of drawings, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

LARGE = Refusal(
    "drawing-large",
    "Gambar ini lebih besar dari {most} MB.",
    "This drawing is larger than {most} MB.",
    "Kecilkan fotonya, atau kirim halaman yang perlu saja.",
    "Make the photo smaller, or send only the page that matters.",
)
UNKNOWN = Refusal(
    "drawing-kind",
    "Isi berkas ini bukan PDF, PNG, JPG, atau DXF yang utuh.",
    "What is in this file is no whole PDF, PNG, JPG or DXF.",
    "Simpan ulang gambarnya, atau foto kertasnya.",
    "Save the drawing again, or photograph the paper.",
)
ACTIVE = Refusal(
    "drawing-active",
    "PDF ini membawa program atau berkas lain di dalamnya.",
    "This PDF carries a program or another file inside.",
    "Cetak ulang ke PDF biasa, atau foto kertasnya.",
    "Print it to a plain PDF, or photograph the paper.",
)
BOMB = Refusal(
    "drawing-bomb",
    "Berkas ini kecil, tetapi isinya terlalu besar bila dibuka.",
    "This file is small, but what is in it grows too large when it is opened.",
    "Simpan ulang sebagai PDF satu halaman, foto, atau DXF tanpa blok yang bertumpuk.",
    "Save it again as a PDF of one page, a photo, or a DXF without nested blocks.",
)
MANY = Refusal(
    "drawing-many",
    "Satu pesanan memuat paling banyak {most} gambar.",
    "An order carries {most} drawings at most.",
    "Hapus satu gambar, atau gabungkan menjadi satu PDF.",
    "Remove one, or put them into one PDF.",
)
LATE = Refusal(
    "drawing-late",
    "Pesanan ini sudah dikonfirmasi atau selesai; gambarnya tidak berubah lagi.",
    "This order is confirmed or over; its drawings do not change any more.",
    "Hubungi pusat bahan bila gambarnya salah.",
    "Call the centre when the drawing is wrong.",
)


def refuse(refusal: Refusal, **values: object) -> InvalidInput:
    """The exception to raise; the field on the form is `drawing`."""
    return InvalidInput([Problem(refusal, Where(column="drawing"), values)])
