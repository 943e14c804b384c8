"""The search index: derived from the rows, brought up to date from an outbox, rebuilt at will.

schema.py         the index's fields
documents.py      a dataset's rows turned into a document
store.py          where the index lies; one writer, many readers
outbox.py         waking the index after a change
indexer.py        refresh, rebuild, reconcile
query_builder.py  a plan turned into queries
rarity.py         how rare what a word says is
facets.py         exact counts
executor.py       one look into the index: how many match, which come first
search.py         one search
beside.py         offers, challenges, courses and the like that fit, too
counts.py         how many published datasets there are, by publisher and theme
autocomplete.py   words that begin as typed
typos.py          the word that was meant
suggestions.py    what a person may be about to type
"""
