"""What was agreed: one document in a chain of versions; what is signed is bytes; ``may(party, act, on)`` answers from it.

core/documents.py  a document, its versions and who signed them; which version is in force at an instant
core/policy.py     what an ODRL policy allows, with the rule that decided
models.py          rows; the database itself keeps versions and signatures as they are
verbs.py           what acts on documents say in the trail
refusals.py        what may have to be said no to
refs.py            a document as others name it
reads.py           documents, the signed bytes, and ``may``
actions.py         draft, propose a further version, sign, end

*Theory of operation.* A document belongs to a kind of some system and has parties, named by texts that the system chooses. A
version is the canonical JSON of a policy and a body; its SHA-256 is what a party signs, and whoever signs says which digest was
shown to them. A version is in force once every party has signed it, and until a later one is: so a change needs both. No rule
means nothing is allowed; a prohibition outweighs a permission; an ended document allows nothing from its day on. Who may act for
a party the owning system asks before it calls.
"""
