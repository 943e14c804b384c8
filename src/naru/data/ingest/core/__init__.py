"""Reading tables as people wrote them, pure and without Django; runs inside the limited child.

values.py           hints, grids, findings, the report
file_parser.py      all that happens to a stranger's bytes: judge, unpack, read, type, write
readers.py          the three ways in: read_delimited, read_grid, read_records
reasons.py          the report's codes in two languages, and refusals
states.py           a load's way from received to indexed, as a table
origins.py          which files come from the same source, what folders hold
source_settings.py  what people want of a source's files
personal_decisions.py   what of personal data still waits, what a decision leaves behind
catalogue_records.py    a feed of catalogue records, normalised
allocator.py        what the C library does with freed memory

Cutting bytes into cells
containers.py    ZIP and GZIP, judged before they are opened
formats/         what the bytes are, and the cells and records in them
encoding.py      which encoding, on every byte; the file as UTF-8
dialect.py       delimiter, quote, escape; the reference reader
delimited.py     the fast reader; blank rows, repeated headers and broken bytes left out
cells.py         a sheet's cells as text
blocks.py        tables below each other in one sheet
layout.py        where the table lies: titles, header rows, units, footnotes
column_names.py  column names and the units in them
table_names.py   what a file's tables are called, none like another
covering.py      a file's own lines, what is personal in them covered
preview.py       a table's first lines; sheets that are prose
typed_records.py records that are typed already

Knowing what they say
dates.py           "2005.01", "21.8.12.", "2021-08-12 오후 3:05"
missing_values.py  "-", "…" and the like
padding.py         white space and formulas around values
source.py          what a reader hands over
type_plan.py       how its columns become a table's, in panels
type_rules.py      the rules: which type a column is
type_inference.py  the rules on every row, by SQL
quarantine.py      rows kept aside
masking.py         columns whose personal values are covered
table_writer.py    typed Parquet, quarantined rows, the report
"""
