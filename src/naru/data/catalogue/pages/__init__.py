"""The catalogue's pages: each parses, checks who, calls one action or read, and renders.

searching.py   the search page and its suggestions
dataset.py     what a dataset is, its tables and its history
versions.py    the versions of a table, and what changed between two
editing.py     describing, publishing, withdrawing, granting
publishers.py  who issues data
panels.py      what the home page and an organisation's page show of the catalogue
shown.py       values, columns and code as people see them
forms.py       the forms
"""
