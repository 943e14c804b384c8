"""Reading tables as people wrote them, pure and without Django; runs inside the limited child.

values.py           hints, grids, findings, the report
file_parser.py      all that happens to a stranger's bytes: judge, unpack, read, type, write
readers.py          the three ways in: read_delimited, read_grid, read_records
sanity.py           what is odd about a table, and what of it holds its load
place_counts.py     where its rows lie
reasons.py          the report's codes in two languages, and refusals
states.py           a load's way from received to indexed, as a table
origins.py          which files come from the same source, what folders hold
source_settings.py  what people want of a source's files
personal_decisions.py   what of personal data still waits, what a decision leaves behind
output_files.py     what a reader wrote, read once more
catalogue_records.py    a feed of catalogue records, normalised
allocator.py        what the C library does with freed memory

Cutting bytes into cells
containers.py    ZIP and GZIP, judged before they are opened
formats/         what the bytes are, and the cells and records in them
encoding.py      which encoding, on every byte; the file as UTF-8
mixed_encodings.py  UTF-8 and CP949 by turns, each part read by its own
double_encoding.py  text decoded wrongly and saved again, repaired
prose.py         text that is no table: programs, logs, letters, sentences
fixed_width.py   columns at fixed places, brought to tabs
dialect.py       delimiter, quote, escape; the reference reader
delimited.py     the fast reader; blank rows, repeated headers and broken bytes left out
short_headers.py rows that are all wider than their header
cells.py         a sheet's cells as text
stacked_text.py  text as a sheet, where it may hold several tables
blocks.py        tables below each other in one sheet
side_by_side.py  tables beside each other
layout.py        where the table lies: titles, header rows, units, footnotes
number_headers.py  header rows whose names are numbers: years, ages, codes
column_names.py  column names and the units in them
table_names.py   what a file's tables are called, none like another
covering.py      a file's own lines, what is personal in them covered
preview.py       a table's first lines; sheets that are prose
typed_records.py records that are typed already

Knowing what they say
dates.py           "2005.01", "21.8.12.", "2021-08-12 오후 3:05"
english_dates.py   "24 October 2011", "Thu Aug 12 2021 10:00:00 GMT+0900"
missing_values.py  "-", "…", "점검중" and the like
padding.py         white space and formulas around values
source.py          what a reader hands over
writing_styles.py  "1.613", "1,5", "02/03/2024": what they mean in this file
type_plan.py       how its columns become a table's, in panels
type_rules.py      the rules: which type a column is
type_inference.py  the rules on every row, by SQL
type_remarks.py    what a person should know of how a column was read
quarantine.py      rows kept aside
masking.py         columns whose personal values are covered
table_writer.py    typed Parquet, quarantined rows, the report
"""
