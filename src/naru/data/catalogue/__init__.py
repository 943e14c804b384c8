"""Described, found and granted: the meeting place into which every domain publishes.

core/vocabulary.py   the code lists: licences, themes, frequencies, places
core/values.py       what the catalogue hands out: datasets, tables, versions, publishers
core/columns.py      a table's columns as they are described
core/column_words.py  what people call their types and meanings
core/states.py       from draft to published to withdrawn, as tables
core/rights.py       who may read, edit, publish and grant, decided on values
core/history.py      what changed between two descriptions
core/naming.py       unique names for tables in SQL
core/korean.py …     the text analysis of the search
policy.py            each right beside its queryset twin
models.py reads.py actions.py
refs.py checks.py overview.py system.py    what others name, the doctor looks at, the home page counts, the site knows
search/              the index: derived from the rows, rebuilt at will
shapes.py api.py     what the API takes and gives, and its doors
commands.py jobs.py pages/ urls.py    the other doors
"""
