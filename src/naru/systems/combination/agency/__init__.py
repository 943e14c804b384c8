"""The agency's side of a combination: it sees attributes and serials, never keys.

case.py        where a case stands, folded from its dossier; the agency's sealed tables
joining.py     the map and the payloads come in; the joined table
treating.py    assess, treat, propose: the rooms of the core that judge and change the table
releasing.py   review, release, stop, destroy
reviewing.py   a proposal as its reviewers see it
voting.py      reviewers' acts by browser
verifying.py   check a dossier offline, and every file that it names
designating.py designation dossier and periodic report, of what the installation really is
desk.py        the agency's desk
telling.py     whom the agency tells
refs.py        a case as others name it
pages.py designation_pages.py urls.py    the doors of an installation that is an agency
cli.py         ``naru agency …``
"""
