"""What purchase rounds refuse, with the way out."""

from rantai.core.problems import Refusal

ALREADY_DRAFTED = Refusal(
    "round-already-drafted",
    "{format} dari {supplier} untuk minggu {day} sudah ada di putaran belanja nomor {number}.",
    "{format} from {supplier} for the week of {day} stands in purchase round {number} already.",
    "Hapus centangnya, atau cabut dulu putaran itu.",
    "Untick it, or withdraw that round first.",
)
ROUND_WITHDRAWN = Refusal(
    "round-withdrawn",
    "Putaran belanja nomor {number} sudah dicabut.",
    "Purchase round {number} is withdrawn already.",
    "Setujui lagi pesanannya dari rencana.",
    "Approve its orders again from the plan.",
)
TRANSFER_DRAFTED = Refusal(
    "transfer-already-drafted",
    "Pemindahan {lot} ke {centre} untuk minggu {day} sudah ada sebagai draf.",
    "The transfer of {lot} to {centre} for the week of {day} is a draft already.",
    "Hapus centangnya, atau cabut dulu draf itu.",
    "Untick it, or withdraw that draft first.",
)
TRANSFER_WITHDRAWN = Refusal(
    "transfer-withdrawn",
    "Pemindahan ini sudah dicabut.",
    "This transfer is withdrawn already.",
    "Setujui lagi dari rencana.",
    "Approve it again from the plan.",
)
