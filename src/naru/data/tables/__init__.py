"""What makes a table's version meaningful: what its columns hold and mean, what in them is personal, what changed.

core/values.py        what is found out about a table
core/profile.py       what every column holds; core/value_counts.py the same in memory, for tables of few rows
core/numbers.py       "1,395", "△3.2", "2,500천원", "3억 2천만"
core/arrow_types.py   how each type lies in the lake, as Arrow and DuckDB name it
core/lexicon.py       what the words in column names say
core/description.py   all of that for a finished Parquet file
core/meanings.py      what a column is about
core/personal.py      values that look like someone's personal data, in every row: core/personal_searches.py knows the
                      shapes of numbers, core/identity_numbers.py their check digits
core/persons.py       names, birth dates and homes beside them; core/person_names.py knows what people are called
core/masking.py       personal values covered
core/aliases.py       ASCII identifiers beside Hangul names
core/changes.py       what a version changed in the columns, and which columns tell rows apart
actions.py            commit, describe, scan, compare, publish a version
"""
