"""Described, found and entitled to: the meeting place into which every domain publishes.

core/values.py        what the catalogue hands out: datasets, tables, versions, publishers
core/vocabulary.py    the code lists: licences, themes, frequencies, places
core/columns.py       a table's columns as they are described
core/version_changes.py what a version changed against the one before
core/listing.py       a listing of the whole catalogue: what is asked for, what is said of each
core/dataset_figures.py a dataset in figures, for a list
core/column_words.py  what people call their types and meanings
core/description.py   what a description must be before it is kept
core/events.py        what the packages above are told
core/states.py        from draft to published to withdrawn, as tables
core/disclosure.py    personal data as it is: what never, what by two persons, as a table
core/rights.py        who may read, edit, publish and entitle, decided on values
core/entitlement.py   who reads which columns, rows and versions, on what basis, until when
core/public_card.py   what outsiders see of a closed dataset, and what they can do
core/row_filters.py   conditions on rows as people write them; core/row_conditions.py as expressions
core/scope_tables.py  a table as a reader of parts sees it
core/history.py       what changed between two descriptions
core/naming.py        names for addresses and SQL, Hangul kept

The search's text analysis
core/korean.py        Korean text taken apart, for the index and for queries alike
core/jamo.py          Hangul as initials and letters
core/synonyms.py      words that mean the same; core/synonym_lines.py their lines, each with its reason
core/query_words.py   words of a query that carry no weight
core/places.py        provinces and districts as people type them, and where records are of
core/query_plan.py    what a person typed, understood
core/turns.py         several ranked lists read as one
core/search_values.py what can be asked of the search, and what it answers
core/key_terms.py     the words by which people remember a dataset
core/highlight.py     where a text says what was asked
core/match_reasons.py why a search brought a record
core/things_beside.py things of other kinds that fit, beside datasets

The shell
models.py     rows
policy.py     each right beside its queryset twin
reads/        datasets, tables and versions as values, under the reader's rights
search/       the index: derived from the rows, rebuilt at will
actions/      register, describe, publish, entitle
refs.py       datasets and publishers as others name them
overview.py   the whole catalogue in figures; facts.py as of any instant, with what was counted
checks.py     what the doctor looks at
api_words.py  what the API's reference says in Korean
verbs.py      what the catalogue's acts say in the trail
refusals.py   what it may have to say no to
shapes.py     what the API takes and gives, in DCAT's words; entitlement_shapes.py of entitlements
templatetags/catalogue.py    how its values stand in pages
api.py commands.py jobs.py pages/    the doors
"""
