"""Boats: a system that the tests plug in and throw away. It is also the smallest example of one.

models.py reads.py    its table, and what is read from it
pages.py api.py commands.py urls.py panels.py    its doors
refs.py findables.py  a boat as others name it, and as the search finds it
sample.py checks.py api_words.py doors.py    what the demo, the doctor, the reference and the tests collect
system.py             what the site may know of it
"""
