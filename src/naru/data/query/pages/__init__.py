"""The pages of asking.

charts.py    a chart of a table, its editor, its embedded form
maps.py      a map of a table and the places in view
explorer.py  a table's rows, filtered and sorted
home.py      what the home page shows: a living answer, what people come for
panels.py    what a dataset's page shows of asking
sql.py       SQL with completion, history, share links and pictures of the answer
reference.py the API, readable
parts.py     what they share
"""
