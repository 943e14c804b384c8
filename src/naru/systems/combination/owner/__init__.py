"""A data owner's side of a combination: keys and payload made on its own PC, without Django.

records.py    the owner's file of persons, read as text or as typed columns
serials.py    random serials, one a record, known to the owner alone
sending.py    keys to the authority, the payload to the agency, secrets among owners
oblivious.py  keys made together with the other owners (mode ``oprf``)
estimating.py how many two owners share, before anyone applies
cli.py        ``naru owner …``; ``__main__.py`` the same without the rest of Naru: ``python -m naru.systems.combination.owner``
"""
