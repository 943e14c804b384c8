"""Data vouchers: the city pays part of what a firm buys, to the supplier, for what was delivered and inspected.

core/programme.py    a programme as data: money, kinds, rules, the guided form
core/eligibility.py  whether a firm may apply, from what the platform knows, with evidence
core/decisions.py    who is awarded: by rank, while the money lasts
core/money.py        a price split, parts by source, the ledger's accounts
core/due_dates.py    so many months after a day
core/states.py       awards, claims and recoveries as tables of states
core/signals.py      what looks wrong, with its reason
core/rights.py       who may do what
models.py            rows
verbs.py refusals.py notices.py paper_templates.py    what is said: in the trail, to people, on paper; papers/ are the templates
bookkeeping.py       the ledger's part in every act
facts.py             what they count, as of any instant
reads.py             programmes, applications and vouchers as their people see them
actions.py           appropriate, open, apply, check, draw, announce
steps.py             what every step of a voucher begins and ends with
agreements.py        name a supplier, sign, report what came of it
spending.py          deposit, deliver, inspect, approve, pay
returns.py           refund, close, recover
audit.py             what looks wrong in a programme; the settlement file
page_parts.py pages.py review_pages.py office_pages.py    doors for firms, reviewers, officers
refs.py findables.py api_words.py jobs.py api.py commands.py    the other doors

*Theory of operation.* Money is never counted here: an award is an account of the ledger that took its parts from the
programme's funds, which took theirs from the year's budget; every floor is 0. A delivery holds subsidy and own share together;
three people, none of whom delivered, inspect, approve and pay it. What comes back goes to its sources pro rata, whatever the
number of steps. Who is asked, judged and told goes by ``commons.cases``; what was agreed by ``commons.terms``.
"""
