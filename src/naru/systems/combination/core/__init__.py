"""Decisions of a combination: values in, values out, tables in, tables out. No Django, no clock, no files.

What is asked for
application.py     questions and documents of an application, and the key specification that follows from them
partners.py        who could combine with whom, by items and rounded numbers
rights.py          who may do what on the city's side
designation.py     what an agency must be, beside what this installation is

What is agreed
key_spec.py        items, how each is normalised, which keys in which order
regime.py          the numbers of a legal regime, read from data
states.py          the states of a case; state_words.py what they are called
history.py         the states that a case went through, read off its dossier
step_clock.py      how long each step took, beside how long it should take

Keys, on the owner's side
normalise.py       one way to write a name, a number, a birth, a sex; why a cell has none
canonical_items.py items as bytes that can be read in one way only
join_keys.py       keys of records: a keyed function of those bytes

Keys and serials, at the authority
key_tables.py      the table of keys
key_matching.py    keys → links, by several keys in their order
match_rate.py      how much of a match rate may be said
link_maps.py       the map: serials that stand for one person

Serials and attributes, at the agency
columns.py         what the columns of a joined table are
payload.py         serials and attributes
join.py            payloads and the map → the joined table
risk/              how near a table comes to telling of a person
treat/             techniques that change a table, and what each costs
lattice/           the best generalisation, searched for exactly
privacy/           counts under differential privacy, from a budget
report/            what the reviewers read
review.py          members, votes, and the digest of the bytes they saw

dossier.py         what was done: a chain of signed entries
persons.py         made-up Koreans and two firms' records of them, with a documented error model
"""
