"""Two firms' records are joined so that no party sees a person (combination of pseudonymised data, PIPA 28-3).

core/       pure: what is agreed, keys, map, join, risk, treatment, review; runs without Django
crypto/     kept libraries put to use: sealed files, identities, the ristretto255 group, OPRF, intersection size
owner/      a data owner's side, on its own PC: keys, payload, check
authority/  the key authority's side: match rate, map, extraction, sample; sees keys and serials, never attributes
agency/     the agency's side: join, assess, treat, review, release, destroy; sees attributes and serials, never keys
adapters/   the outside world: noise by OpenDP
regimes/    numbers of law and policy, as data
adapters/   the outside world: noise by OpenDP

folder.py   a role's case folder: locked, written whole or not at all, with its dossier
shell.py    what the three roles' commands share: options, output, progress
receiving.py what comes in, once a sender and kind
engine.py   what answers a combination's expressions

reads.py    cases of the city as agency, as pages show them
pages.py    the agency's and the reviewers' pages
facts.py    what the agency counts, as of any instant
system.py   what the site may know of it
refusals.py what a person is told

*Words.* *Owners* hold persons' records. They agree on a *key specification*: which *items*, how they are normalised, which *keys* of
them in which order. A *serial* is a random number that stands for one record in one case. *Keys* (join key, serial) go to the authority,
the *payload* (serial, attributes) to the agency. The authority makes the *map*, serial to serial; the agency joins by it.

*Theory of operation.* normalise → key → split → rate → extract → sample → map → join → assess → treat → decide → release → destroy.
The roles are three processes that exchange files alone, each sealed to one recipient and signed by its sender. What may import what is
held by import contracts: nothing of the agency reaches code that makes or reads a join key, nothing of the authority code that reads a
payload. Each role writes what it did into a *dossier*, a chain of signed entries that anyone can verify offline.
"""
