"""What the exchange holds, as frozen values, to whom they are shown.

offers.py     offers, their questions, the stored sample, measured quality
trades.py     negotiations, contracts, orders, disputes: to their two sides, officers and auditors
metering.py   what was used and what it costs; use that fits no bill
money.py      bank lines, invoices, statements, what is due
market.py     the whole market in figures; a seller's desk
demand.py     the demand board
valuations.py valuation sheets; signs of fraud
"""
