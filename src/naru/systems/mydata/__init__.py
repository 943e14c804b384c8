"""MyData that a citizen can take back: consents, the moment of sending, proofs of deletion; values pass by and are never kept.

core/states.py      consents, pulls, deletion orders and services as tables of states
core/items.py       items that may be sent, by the standards' lists
core/services.py    what a service registers: purposes, its minimum, period, frequency, retention
core/consent.py     the consent and everything that may become of it
core/pulls.py       when something is due, whether it may be sent at this instant, what is wrong with a report
core/deletion.py    keyed hashes, deletion orders, attestations
core/grounds.py     grounds of law to refuse or to retain
core/documents.py   documents signed so that anyone can check them (eddsa-jcs-2022)
core/receipts.py    a consent as a record of ISO/IEC TS 27560 in JSON-LD
core/jose.py        assertions, DPoP proofs, PKCE
core/vault.py       a copy sealed with its owner's passphrase; JSON, CSV, PDF, FHIR
core/history.py     what happened, in sentences
core/figures.py     public figures without small cells
core/rights.py      who may do what
standards/          lists of items and grounds of law, as data
papers/             how a vault is printed
models.py           rows
standards.py city_key.py    those data, read once; the city's signing key
verbs.py refusals.py notices.py rate_names.py    what is said, and the figures of law that are reckoned by
adapters/           the programs of holders and receivers
facts.py            what MyData counts, as of any instant
reads.py            services, consents, orders as their people see them
orders.py           deletion orders: placed, told, proved, overdue; saving what became of a consent
actions.py          a consent's life
registering.py      holders, services and their review, links, proxies
oauth.py            requests, codes and tokens that only one key can use
transport.py        what is due, permits, reports
receipts.py vaults.py   a receipt, a vault
refs.py api_words.py jobs.py pages.py service_forms.py service_pages.py server.py api.py commands.py    the doors; server.py is for programs
reference/          a holder and a receiver as programs of their own

*Theory of operation.* A receiver's request becomes an offer; the citizen sees her own values, asked of the holders and kept
nowhere, and agrees item by item. A holder that is about to send asks for a permit, which is written down under the lock of the
consent and holds for a second. So a withdrawal is either before a permit, which is then refused, or after it, and then its
deletion order names what was permitted. The receiver signs which lines of the order it has deleted and which it must retain.
"""
