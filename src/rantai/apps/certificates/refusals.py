"""What certificates refuse, with the way out."""

from rantai.core.problems import Refusal

HEAT_DIFFERS = Refusal(
    "heat-differs",
    "Heat {heat} sudah tercatat dengan {what} {known}, bukan {given}.",
    "Heat {heat} is recorded with {what} {known}, not {given}.",
    "Periksa sertifikatnya. Satu heat punya satu susunan; nomor yang sama dari pemasok lain dicatat atas pemasok itu.",
    "Check the certificate. A heat has one make-up; the same number of another supplier is recorded under that one.",
)
CERTIFICATE_DIFFERS = Refusal(
    "certificate-differs",
    "Sertifikat {number} sudah tercatat sebagai tipe {known}, bukan {given}.",
    "Certificate {number} is recorded as type {known}, not {given}.",
    "Periksa tipe EN 10204 di sertifikatnya.",
    "Check the EN 10204 type on the certificate.",
)
KIND_UNKNOWN = Refusal(
    "certificate-type-unknown",
    "“{given}” bukan tipe sertifikat EN 10204.",
    "“{given}” is no type of certificate of EN 10204.",
    "Pakai 2.1, 2.2, 3.1, atau 3.2.",
    "Use 2.1, 2.2, 3.1 or 3.2.",
)
CELL_EMPTY = Refusal(
    "certificate-cell-empty",
    "{column} belum diisi.",
    "{column} is empty.",
    "Isi seperti di sertifikat.",
    "Fill it in as on the certificate.",
)
CELL_LONG = Refusal(
    "certificate-cell-long",
    "{column} lebih panjang dari {most} tanda.",
    "{column} is longer than {most} signs.",
    "Tulis nomornya saja.",
    "Write the number alone.",
)
VALUES_EMPTY = Refusal(
    "heat-without-values",
    "Heat {heat} belum punya satu nilai pun.",
    "Heat {heat} has no value at all.",
    "Isi kandungan kimia atau hasil uji dari sertifikat.",
    "Fill in the chemistry or the test results of the certificate.",
)
VALUE_BEYOND = Refusal(
    "heat-value-beyond",
    "{what} {given} tidak mungkin; paling banyak {most}.",
    "{what} {given} is not possible; at most {most}.",
    "Periksa koma dan satuannya: kimia dalam %, kekuatan dalam MPa.",
    "Check the comma and the unit: chemistry in %, strength in MPa.",
)
CHEMISTRY_BEYOND = Refusal(
    "heat-chemistry-beyond",
    "Kandungan heat {heat} bersama-sama {total} %.",
    "The elements of heat {heat} come to {total} %.",
    "Periksa koma: jumlah unsur tanpa besi tidak sampai 100 %.",
    "Check the commas: elements without iron do not reach 100 %.",
)
SUPPLIER_UNKNOWN = Refusal(
    "certificate-supplier-unknown",
    "Pemasok “{given}” tidak dikenal.",
    "The supplier “{given}” is not known.",
    "Tulis nama atau kode pemasok seperti di daftar organisasi.",
    "Write the supplier's name or code as in the list of organisations.",
)
COLUMN_MISSING = Refusal(
    "certificate-column-missing",
    "Kolom {column} tidak ada.",
    "The column {column} is missing.",
    "Beri judul kolom seperti di contoh Excel.",
    "Head the columns as in the sample file.",
)
FILE_LARGE = Refusal(
    "certificate-file-large",
    "Berkas lebih besar dari 5 MB.",
    "The file is larger than 5 MB.",
    "Kecilkan fotonya, atau pindai dengan mutu lebih rendah.",
    "Make the photo smaller, or scan it at a lower quality.",
)
FILE_KIND = Refusal(
    "certificate-file-kind",
    "Isi berkas bukan PDF, JPG, atau PNG yang utuh.",
    "What is in the file is no whole PDF, JPG or PNG.",
    "Simpan ulang sertifikatnya sebagai PDF atau foto.",
    "Save the certificate again as a PDF or a photo.",
)
FILE_ACTIVE = Refusal(
    "certificate-file-active",
    "PDF ini membawa program atau berkas lain di dalamnya.",
    "This PDF carries a program or another file inside.",
    "Cetak ulang ke PDF biasa, atau foto lembarnya.",
    "Print it to a plain PDF, or photograph the sheet.",
)
LINK_NONE = Refusal(
    "heat-link-none",
    "Heat {heat} tidak punya tautan yang berlaku.",
    "Heat {heat} has no live link.",
    "Buat tautan baru bila perlu.",
    "Make a new link when one is needed.",
)
