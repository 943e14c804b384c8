"""Two firms' records are joined so that no party sees a person (combination of pseudonymised data, PIPA 28-3).

core/       pure: what is agreed, keys, map, join, risk, treatment, review; runs without Django
crypto/     kept libraries put to use: sealed files, identities, the ristretto255 group, OPRF, intersection size
owner/      a data owner's side, on its own PC: keys, payload, check
authority/  the key authority's side: match rate, map, extraction, sample; sees keys and serials, never attributes
agency/     the agency's side: join, assess, treat, review, release, destroy; sees attributes and serials, never keys
regimes/    numbers of law and policy, as data
adapters/   the outside world: noise by OpenDP
papers/     templates of the papers

folder.py   a role's case folder: locked, written whole or not at all, with its dossier
shell.py    what the three roles' commands share: options, output, progress
receiving.py what comes in, once a sender and kind
engine.py   what answers a combination's expressions
certificates.py  a certificate of destruction, true by itself

facts.py    what the agency counts, as of any instant
system.py   what the site may know of it
refusals.py what a person is told
The desk of a role, in an installation of its own (``naru up --role authority|agency``) or, the agency's, in a city's:
desk.py          a desk as a value: acts, what they ask for, when they can be done
desk_reads.py    cases as a desk shows them
desk_actions.py  begin, learn cards, act, hand out the dossier
desk_refs.py     cases as others name them
desk_words.py    what an act says of itself, in words
desk_pages.py desk_urls.py    the doors of any desk
questions.py     what reviewers ask and the agency answers

The city, where firms consult, apply and get what was released:
models.py        rows: consultations, what firms hold, questions, releases
portal_folder.py the site's own folder of a case: its key, copies of the roles' dossiers
kit.py           what an owner begins with, in one zip
reads.py         consultations, applications, where each stands, possible partners
actions.py       consult, apply, accept, take in dossiers
releases.py      a released table: sealed, granted, destroyed when its term ends
verification.py  a dossier or certificate that anyone brings
clock_view.py    the clock of a case made ready for its picture
verbs.py refusals.py notices.py paper_templates.py rate_names.py    what is said, and by which figures
refs.py jobs.py pages.py application_pages.py urls.py system.py    the doors

*Words.* *Owners* hold persons' records. They agree on a *key specification*: which *items*, how they are normalised, which *keys* of
them in which order. A *serial* is a random number that stands for one record in one case. *Keys* (join key, serial) go to the authority,
the *payload* (serial, attributes) to the agency. The authority makes the *map*, serial to serial; the agency joins by it.

*Theory of operation.* normalise → key → split → rate → extract → sample → map → join → assess → treat → decide → release → destroy.
The roles are three processes that exchange files alone, each sealed to one recipient and signed by its sender. What may import what is
held by import contracts: nothing of the agency reaches code that makes or reads a join key, nothing of the authority code that reads a
payload. Each role writes what it did into a *dossier*, a chain of signed entries that anyone can verify offline.
"""
