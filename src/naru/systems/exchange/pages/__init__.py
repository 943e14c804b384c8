"""The exchange's pages.

market.py    what is on sale, the demand board, parts of other packages' pages
offers.py    an offer's page, writing one, its valuation sheet
trades.py    a negotiation, a contract, a dispute: what both sides do
orders.py    paying, checking, withdrawing
cards.py     where the card gateway's events come in
library.py   a buyer's library
sellers.py   a seller's desk, statements
display.py   what several of them need
officers.py  the market in figures, bank statements, settling, what to look at
"""
