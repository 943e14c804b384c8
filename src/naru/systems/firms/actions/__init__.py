"""What is done with firms: lock, the core decides, save, the trail.

directory.py   describe a firm, report growth
problems.py    post, support, merge, withdraw, propose
pilots.py      try a proposal on granted data, measure, decide
calls.py       open a call, apply, check, draw the panel, announce
awards.py      agree, deliver milestones, check them, note use, report, end
workspaces.py  open a research workspace, its people and its data
results.py     queries, notes, results bound to versions, published back
text.py        what people write, within its length
"""
