"""The agency's side of a combination: it sees attributes and serials, never keys.

case.py      where a case stands, folded from its dossier; the agency's sealed tables
joining.py   the map and the payloads come in; the joined table
treating.py  assess, treat, propose: the rooms of the core that judge and change the table
releasing.py review, release, stop, destroy
verifying.py check a dossier offline, and every file that it names
cli.py       ``naru agency …``
"""
