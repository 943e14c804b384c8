"""The exchange: an organisation sells data, another opens it, and every won is accounted for.

Pure: states as tables, plans, terms, payments, settlement, disputes
core/plans.py         how an offer is paid for; periods that touch and never overlap
core/term_blocks.py   terms as building blocks: an ODRL policy and clauses in both languages
core/articles.py      the whole contract around them, after the government's standard data contracts
core/metering.py      what use costs, which bills are due, which use fits no line
core/offers.py        an offer, who may see it, who may act for which side
core/negotiations.py  the steps of the Dataspace Protocol, as a table
core/contracts.py     a contract's states, from when an early end holds
core/orders.py        an order's states; a price split over sources; what a refund gives back to each
core/bank_statements.py core/matching.py   bank exports in three shapes, and which order a deposit pays
core/tax_invoices.py  electronic tax invoices, written and checked
core/card_payments.py a card payment's states, and the gateway's events
core/settlement.py    what is the seller's and what the platform's
core/disputes.py      who decides, and what goes back
core/preview.py       a sample that gives nothing away
core/schema_breaks.py where a new version breaks what a buyer relies on
core/promises.py      which promised versions came late, and what that credits
core/valuation.py     what data may be worth, as ranges by three approaches
core/fraud.py         signs that a trade is none
core/dataspace.py     messages of the Dataspace Protocol, checked and written
core/values.py        what the exchange hands out

The shell
models.py        rows
ledger_accounts.py  its accounts in the ledger
delivery.py      from a contract to access: the one place that grants and revokes
paper.py         the contract as a policy and a body: what both sign
paper_templates.py  papers/    contract, invoice, receipt and statement as people read them
notices.py       what people are told of
reactions.py     what it does when it hears from the catalogue
rate_names.py    the figures of policy with which it reckons
reads/           offers, trades, use, money, the market, as values
actions/         its verbs
facts.py         what it counts, as of any instant
refs.py          its things as others name them
findables.py     what the search box finds of it
adapters/        the card gateway
verbs.py refusals.py    what it says in the trail, and what it says no to
forms.py         an offer as a seller types it
api_words.py     what the API's reference says in Korean
pages/ api.py commands.py jobs.py    the doors; api.py speaks the Dataspace Protocol

*Words.* A *seller* makes an *offer* of a dataset under a *plan* and *terms*; a *buyer* negotiates; both sign one *contract*. Each
period of it is an *order*, paid from one or more *sources*; what is paid is *held* until the buyer accepts or the *dispute window*
closes, then *released* to the seller less the *fee*, and *settled* on the month's *statement*.

*Theory of operation.* A row is locked, a core decides, the row is saved, the ledger entered and the trail written in one
transaction; every entry has an id made of the thing and the step, so that an act done again enters nothing again. What both sides
signed is bytes in ``commons.terms``; access is granted with the contract as its basis and revoked with it. Whatever money comes
from outside first lies in an account of its own (unmatched, then the buyer's deposit) before an order takes it.
"""
