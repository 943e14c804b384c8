"""Who: users, organisations, roles and tokens.

core/values.py   organisations, members, people and tokens as values
core/rights.py   one function per right over people and organisations
core/members.py  who may hold which role, and what must stay true of an organisation
core/roles.py    a role beyond an organisation's, over what, until when
core/break_glass.py  something sealed opened in an emergency, by two
core/tokens.py   what an API token looks like, made and recognised without a database
core/sign_in.py  when whoever tries to sign in must wait
core/passwords.py  passwords that anyone guesses first
core/sessions.py how long a session may lie unused, and whom it asks for a second factor
core/browsers.py what a browser calls itself, as a person would
core/texts.py    what people type about themselves, taken or refused with the reason
models.py        rows
reads.py         queries → values
actions.py       create, join, leave, issue, revoke, suspend
roles.py         roles of the installed packages: given, asked for, ended
sealed.py        what is read by those named alone, and break-glass
sign_in.py       tries to sign in, counted in the database
password_validation.py  what core/passwords.py says, for Django
accounts.py      what django-allauth does on our behalf, our way
verbs.py         what people's acts say in the trail
refusals.py      the sentences of refusals
facts.py         what is counted of them, as of any instant
refs.py          an organisation as others name it
api_words.py     what the API's reference says in Korean
middleware.py    puts the visitor on the request
forms.py pages.py glass_pages.py api.py commands.py jobs.py    the doors
"""
