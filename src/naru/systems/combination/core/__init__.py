"""Decisions of a combination: values in, values out, tables in, tables out. No Django, no clock, no files.

columns.py     what the columns of a joined table are
"""
