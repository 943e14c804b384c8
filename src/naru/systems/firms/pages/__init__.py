"""Doors of firms: parse, check who, call one action, render.

display.py     crumbs, numbers and days as they were typed
directory.py   firms, their growth, who supplies whom
problems.py    the board, a problem, a proof of concept, what is missing
calls.py       calls and applications, for firms and officers
review.py      what reviewers see
awards.py      an award and its milestones
workspaces.py  research
"""
