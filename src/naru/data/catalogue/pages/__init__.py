"""The catalogue's pages: each parses, checks who, calls one action or read, and renders.

search.py      the search page and its suggestions
dataset.py     what a dataset is, its tables and its history
versions.py    the versions of a table, and what changed between two
edit.py        describing, publishing, withdrawing, granting
publishers.py  who issues data
display.py     values, columns and code as people see them
entitlement_view.py  an entitlement as people see it
panels.py      what the home page and an organisation's page show of the catalogue
forms.py       the forms
"""
