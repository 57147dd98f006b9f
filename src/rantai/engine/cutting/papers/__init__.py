"""Papers for the people who cut, from the contract's two documents: each module one kind, imported by its own name.

`printed.pdf` (leaves on A4), `piece_labels.labels`, `cad.dxf`, `listing.excel_rows`. Needs the extra `paper` (typst,
segno, ezdxf; the last takes a second to import, so nobody else should wait for it). The drawing alone,
`engine/cutting/drawing`, needs none of them.
"""
