"""Who: users, organisations, roles and tokens.

core/person.py   the visitor as a value
core/rights.py   one function per right over people and organisations
core/members.py  who may hold which role, and what must stay true of an organisation
core/tokens.py   what an API token looks like, made and recognised without a database
models.py        rows
reads.py         queries → values
actions.py       create, join, leave, grant, issue, revoke
doors.py         who may pass: one check a door, for pages and the API alike
refs.py          an organisation as others name it
system.py        what the site may know of it
middleware.py    puts the visitor on the request
"""
