"""A holder and a receiver as programs of their own: what a firm may begin from, and what the tests and the demo run.

program.py   what both are: a key, a token of the city, a small HTTP server
holder.py    keeps rows, shows one to its citizen, sends what a permit names and reports it
receiver.py  asks for consent, pulls, deletes when it is told and signs that it did

They know the city by its address alone, run without Django and keep everything in memory.
"""
