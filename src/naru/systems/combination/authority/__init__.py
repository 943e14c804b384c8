"""The key authority's side of a combination: it sees keys and serials, never attributes.

linking.py  what the authority does: match rate, map, extraction, sample
desk.py     the authority's desk
urls.py     the doors of an installation that is a key authority
cli.py      ``naru authority …``
"""
