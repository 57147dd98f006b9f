"""What papers refuse, with the way out."""

from rantai.core.problems import Refusal

NO_TAX_RULE = Refusal(
    "tax-no-rule",
    "Tidak ada aturan PPN untuk tanggal {day}; yang dikenal mulai {first}.",
    "There is no PPN rule for {day}; those known begin on {first}.",
    "Periksa tanggalnya.",
    "Check the date.",
)
FAKTUR_WITHOUT_TAX = Refusal(
    "faktur-of-non-taxable",
    "{seller} bukan PKP pada {day}, jadi tidak menerbitkan faktur pajak.",
    "{seller} is not a taxable firm (PKP) on {day} and issues no faktur pajak.",
    "Kosongkan nomor faktur pajak, atau catat dulu status PKP-nya.",
    "Leave the faktur pajak number empty, or record the PKP standing first.",
)
FAKTUR_UNREADABLE = Refusal(
    "faktur-unreadable",
    "“{text}” bukan nomor faktur pajak.",
    "“{text}” is not a faktur pajak number.",
    "Salin nomor dari Coretax: angka, titik, dan tanda hubung, paling banyak 40 tanda.",
    "Copy the number from Coretax: digits, dots and dashes, at most 40 signs.",
)
NPWP_UNREADABLE = Refusal(
    "npwp-unreadable",
    "NPWP “{text}” tidak terdiri dari 16 angka.",
    "NPWP “{text}” does not have 16 digits.",
    "Tulis 16 angka; NPWP badan lama (15 angka) diberi 0 di depan.",
    "Write 16 digits; an old number of a firm (15 digits) gets a 0 in front.",
)
NPWP_MISSING = Refusal(
    "npwp-missing",
    "PKP harus punya NPWP.",
    "A taxable firm (PKP) must have an NPWP.",
    "Isi NPWP-nya, atau hapus centang PKP.",
    "Fill in the NPWP, or untick PKP.",
)
STANDING_EXISTS = Refusal(
    "tax-standing-exists",
    "Status pajak mulai {day} sudah tercatat.",
    "A tax standing from {day} is recorded already.",
    "Pilih tanggal lain; status lama tidak diubah.",
    "Choose another day; an old standing is not changed.",
)
