"""Money: accounts with floors, transfers that never change, holds that end once.

core/accounts.py   what an account is: its kind, its balance, its floor
core/transfers.py  what may be asked of the ledger, and what stands in it
core/book.py       accounts under lock as a value: enters requests, all of a group or none
core/money.py      won shared out and taxed without losing one
core/sources.py    what a purchase may be paid from: accounts with a rule of what they pay
core/trial.py      the trial balance: what must be true of all accounts and transfers together
core/seals.py      a digest over a run of transfers, for the trail
core/beancount.py  the ledger as text that beancount reads
core/csv.py        the ledger as CSV
core/rights.py     who may read which account
models.py          rows; the database itself holds every floor and refuses to change a transfer
verbs.py           what the ledger's acts say in the trail
refusals.py        what it may have to say no to
refs.py            an account and a transfer as others name them
storage.py         a book under lock, read and written back: the hot path's SQL
reads.py           accounts, statements, balances at any instant, the lines of an export
actions.py         open, enter, expire, balance
checks.py          what the doctor looks at
jobs.py            holds that time out; the trial balance of every night
api_words.py       what the API's reference says in Korean
pages.py api.py commands.py    the doors: auditors and officers read, owners their own accounts

*Theory of operation.* The words are TigerBeetle's. An account counts what was ever debited and credited to it, posted and
pending; all four only grow or, pending, go back. Its balance is taken on the side that its kind grows on, and a floor bounds
the balance less what is held. Whoever asks names each request by an id of their own: asked again, the same request gives the
same transfer, and another one under that id is refused. ``enter`` locks the accounts in the order of their codes, so that no
two wait for each other; a frozen ``Book`` decides; the accounts' rows change by difference, under a constraint that
knows the floor, so that not even a hand at the database goes below it. A hold is ended by at most one later transfer
(a unique constraint): posted in whole or part, voided, or timed out. No door moves money: a system's act does, within its own
transaction, and names its act in the trail.
"""
