"""The key authority's side of a combination: it sees keys and serials, never attributes.

linking.py  what the authority does: match rate, map, extraction, sample
cli.py      ``naru authority …``
"""
