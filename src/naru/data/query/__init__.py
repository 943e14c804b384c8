"""Asked: rows, SQL in a sandbox, downloads and charts over what one may read.

core/rows.py          a question to one table's rows, as people write it
core/row_tables.py    the Ibis expressions that answer it
core/cells.py core/downloads.py    values as people and programs expect them, rows as files
core/charts.py        which chart suits a table; chart_address.py, chart_tables.py, chart_steps.py: its address and figures
core/places.py        where a table's rows lie
core/sandbox.py core/guard.py    one SELECT inside the limited child, and which ones may run
core/answers.py       an SQL answer as columns that can be charted, mapped and downloaded
reads.py pictures.py  rows, charts and maps of tables one may read
actions.py stopping.py    ask in SQL, share what was asked, stop it
system.py             what the site may know of it
models.py commands.py api.py pages/ urls.py    the doors
"""
