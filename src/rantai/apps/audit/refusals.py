"""What a request that comes twice is refused for, with the way out."""

from rantai.core.problems import Refusal

REQUEST_USED = Refusal(
    "request-used",
    "Formulir ini sudah dikirim dan dicatat dengan isi yang lain.",
    "This form was sent and noted already with other contents.",
    "Lihat apa yang sudah dicatat; untuk mencatat lagi, buka formulirnya dari awal lalu isi.",
    "See what was noted; to note another, open the form anew and fill it in.",
)
