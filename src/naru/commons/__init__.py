"""What several systems need, once. The first system to need a room builds it; the next ones correct it.

acceptance/  something delivered is checked by another person
cases/       an application's way: filed, completed, reviewed without interest, decided, objected
duties/      who owes what by when, with evidence
ledger/      money: accounts with floors, immutable transfers, holds
notices/     who is told what: inbox, mail, webhook, feed
papers/      stored values set as PDFs that anyone can check
parties/     whom one trades with, by registered number
rates/       figures of law and policy, by day and source
terms/       what was agreed: versions of one document, signed bytes, and the question may(party, act, on)
"""
