"""From a photo to readings: find each card, straighten it, read its lines with two readers.

`ocr.reader.read_photo` is the way in; it returns `data.models.Reading` records.
One module knows each outside program. Nothing here imports `enrich` or `flows`.
"""
