"""The judge of the ledger, in a process of its own: for every line it reads it says what `check-ledger` says, then a
line "= " with the exit code."""

import sys

import django

django.setup()

from rantai.cli.site_data import check_ledger  # noqa: E402 — after the set-up

for _line in sys.stdin:
    code = check_ledger(with_fingerprint=False)
    sys.stderr.flush()
    print(f"= {code}", flush=True)
