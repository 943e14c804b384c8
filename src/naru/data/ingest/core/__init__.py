"""Reading tables as people wrote them, pure and without Django; runs inside the limited child.

values.py     hints, grids, findings, the report
read.py       the three ways in: read_delimited, read_grid, read_records
reasons.py    the report's codes in two languages, and refusals

called.py     what a file's tables are called, none like another
preview.py    a table's first lines; sheets that are prose

Cutting text into cells
encoding.py   which encoding, on every byte; the file as UTF-8
dialect.py    delimiter, quote, escape; the reference reader
cut.py        the fast reader; blank rows, repeated headers and broken bytes left out
cells.py      a sheet's cells as text
blocks.py     tables below each other in one sheet
layout.py     where the table lies: titles, header rows, units, footnotes
names.py      column names and the units in them
alias.py      ASCII identifiers beside Hangul names
typed.py      records that are typed already

Knowing what they say
numbers.py    "1,395", "△3.2", "2,500천원", "3억 2천만"
dates.py      "2005.01", "21.8.12.", "2021-08-12 오후 3:05"
missing.py    "-", "…" and the like
kinds.py      the rules: which type a column is
decide.py     the rules on every row, by SQL
padding.py    white space and formulas around values
source.py     what a reader hands over, its columns in panels
write_table.py     typed Parquet, rows kept aside, the report
describe.py   what the finished columns hold and mean
aside.py      rows kept aside
profile.py    what every column holds
counting.py   the same in memory, for tables of few rows
meanings.py   what a column is about
personal.py   values that look like someone's personal data
"""
