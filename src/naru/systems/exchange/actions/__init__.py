"""The exchange's verbs, each one transaction: lock, decide, save, enter the money, record, return.

daily.py         what is done each day, in its order
rows.py          rows under lock, and who may act for a side
offers.py        draft, edit, list, withdraw; questions and answers
negotiations.py  request, quote, counter, accept, sign on both sides, end without a contract
contracts.py     what signing makes; amend, give notice, revoke, end at the term
orders.py        the price of a period: choose sources, complete, cancel, deliver
cards.py         the rest of a price paid by card
metering.py      use billed, what came in late too
refunds.py       money that goes back: withdrawal, decision, breach
release.py       the seller's share once the dispute window is closed
bank.py          statements of the bank taken in and matched
settlement.py    statements of a month, payouts
invoices.py      electronic tax invoices, amended ones too
papers.py        what people read of a trade: contract, invoice, receipt, statement
disputes.py      open, answer, bring evidence, decide
promises.py      late versions credited
demand.py        what is wanted, and who could supply it
valuations.py    valuation sheets in versions
"""
