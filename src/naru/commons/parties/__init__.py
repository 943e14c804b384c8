"""Whom one trades with: companies, sole traders, public bodies and people, by their registered numbers.

core/numbers.py  registered numbers and bank accounts, taken or refused with the reason
core/values.py   a party, what is said of it from a day on, and which numbers each kind has
core/rights.py   who may read and keep parties
models.py        rows
verbs.py         what acts on parties say in the trail
refusals.py      what may have to be said no to
refs.py          a party as others name it
reads.py         a party as of a day; those of an organisation; search
actions.py       register, describe from a day on, correct a number, close
forms.py         a party as an officer types it
api_words.py     what the API's reference says in Korean
pages.py api.py commands.py    the doors: officers and auditors read, officers register and correct

*Theory of operation.* A number is checked where it is typed, by its check digit, and belongs to one party. Name,
representative, address and bank account are said from a day on, so that a contract of last year names the firm as it was called
then; nothing that was signed changes with them. Resident registration numbers have no place here: a person has a name.
"""
