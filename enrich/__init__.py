"""From a reading to a contact, and from a contact to a person.

`enrich.draft.draft_contact` chooses which line is what; one small module knows each kind of value;
`enrich.questions` holds what Aroma asks. Nothing here imports `ocr` or `flows`.
"""
