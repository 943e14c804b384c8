"""Which regions are covered, and how.

values.py  what is covered, and how
"""
