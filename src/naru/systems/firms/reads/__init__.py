"""What firms hold, as frozen values, to whom they are shown.

directory.py   firms: what they say, what is known of them; growth of each, growth of all by year
problems.py    problems, proposals, proofs of concept with their readings, what resembles a problem
supply.py      who supplies whom, as a picture
gaps.py        what is missing here
calls.py       calls, applications, awards with their milestones
workspaces.py  research workspaces: people, data, queries, notes, results; data that keepers are asked for
"""
