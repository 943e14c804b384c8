"""Sectors: finance, medicine, logistics, tourism, each with profiles that data must keep to, and what is counted from what does.

core/profiles.py       a profile as data, judged before it is used
core/values.py         a report: verdict, score, rules, first rows, causes
core/states.py         a profile's way into force; where a dataset stands, as tables
core/code_lists.py     code lists with dates, editions and the city's own corrections
core/check_digits.py   containers, LEI, IBAN, Korean registration numbers, ships
core/column_types.py   text as a profile's types
core/column_checks.py  a column's words unfolded into checks
core/relations.py      tables under check, seen through a profile
core/table_engine.py   every column rule in one pass; keys, references, SQL, statistics
core/causes.py         findings grouped by what explains them, and what would mend them
core/mending.py        a file with one cause mended
core/reading.py        a file to be checked, and what reading it gave
core/readers.py        CSV, Excel, Parquet and ZIP as text, with their lines
core/engine.py         DuckDB in this process, asked by expressions or SQL
core/documents.py      documents by their shape: structure and rows
core/xml_schema.py     XSD compiled into automata; core/xml_documents.py XML in one pass
core/json_documents.py JSON Schema, rows and lines of JSON
core/ais.py            AIS messages decoded by columns, tracks, port calls; core/ais_tables.py as tables
core/trial.py          a profile's rules tried on ten rows before they are kept
core/check.py          what the limited child calls
core/omop.py           the OMOP CDM as a profile, out of OHDSI's own tables
core/crosswalks.py     from one code list to another: mapped, ambiguous, lost
core/dqv.py            a report in the W3C Data Quality Vocabulary
core/indicators.py     versioned queries over conforming data
definitions/           profiles, code lists and indicators that ship, as JSON

standards.py     a folder of standards, brought by the city
library.py       what ships, what the city made, what it installed
child_parser.py  our side of the limited child
models.py        rows
reads.py         claims, reports, trials under their reader's rights
figures.py       indicators as they are now
pictures.py      a report and an indicator as numbers for SVG
actions.py       claim, check, waive; try and mend a file; register a profile
gates.py         what holds a publication up
reactions.py jobs.py   new versions are checked by themselves
refusals.py verbs.py refs.py panels.py api_words.py   what is said, and how others name it
pages.py api.py commands.py urls.py apps.py system.py   the doors

*Theory of operation.* A profile is data; one engine unfolds it into expressions over the text of a file, or over a version in the
lake, inside a limited child. The report is a value: the same for the same bytes, profile and code lists. A dataset claims a
profile; a gate holds its publication until its live version conforms, or an officer waives it for a time and says why. Indicators
read only what is published, open and conforming. "Not checked" is a state of its own and never counts as passed.
"""
