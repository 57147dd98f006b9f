"""What the commands of `rantai plan` refuse before they look into a plan."""

from rantai.core.problems import Refusal

WRONG_COUNT_OF_PLANS = Refusal(
    "P253",
    "--plan ada {found} kali; perintah ini memerlukan {count}.",
    "--plan is given {found} times; this command takes {count}.",
    "Sebut setiap folder rencana dengan --plan sendiri: compare yang lama lalu yang baru; band rendah, dasar, tinggi.",
    "Name each plan's folder by a --plan of its own: compare the older, then the newer; band low, base, high.",
)
UNKNOWN_CODE = Refusal(
    "P254",
    "{code} tidak ada dalam rencana ini.",
    "{code} is not in this plan.",
    "Pilih kode dari orders, jobs, patterns, material_orders, atau promises di folder rencana.",
    "Take a code from orders, jobs, patterns, material_orders or promises in the plan's folder.",
)
