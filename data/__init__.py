"""Records, texts, word tables and the store: what the other packages share, and what is kept.

`data.models` describes the values that travel from the photo to the person. `data.texts` says
things to people in Spanish and English. `data.errors` is the tree of errors. `data.database` and
its neighbours keep cards and people. Nothing here imports `ocr`, `enrich` or `flows`.
"""
