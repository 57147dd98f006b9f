"""Samples of papers: the same for every centre."""

from tests.cast import SmallSentra
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    del cast
    return [
        Example("papers:sample", {"kind": "kwitansi"}, missing={"kind": "tidak-ada"}),
        Example("papers:tax_standing", post={"valid_from": "2025-01-01", "is_taxable": "on", "npwp": "0" * 16}),
    ]
