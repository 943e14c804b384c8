"""The site: settings, addresses, the API's root, the command line, base templates and home.

environment.py  what the settings read from the machine
settings.py     everything a city may change, as ``NARU_*``
home.py         the home folder made ready, its database brought to this version
cli.py          the command line ``naru``; usage_errors.py says what click says, as refusals
commands.py     the installation's commands: demo, up, doctor, backup, restore
sample_city.py  the chapters that packages bring, at once or behind the open site; jobs.py the worker's part
supervisor.py   one parent for the site and its workers
doctor.py       checks an installation from the ground up
backup.py       an installation in one file, and out of it; sealed_backup.py what it is sealed with; dump.py its database as lines of JSON
wsgi.py         the site as a WSGI application
middleware.py   what every request passes: its language, the sentence of a refusal; tool_headers.py what programs expect of
                every answer
api.py          the API's root; validation_messages.py what it says of a request that does not read
refusals.py     what the portal may have to tell a person
assets.py       how static files and forms are served
context.py      what every page knows
texts.py        what the site is, how to use it, its terms, what it keeps of people
pages.py        home, health, the choice of language, what went wrong
style.py        the page of parts
templatetags/words.py templatetags/parts.py    both languages of a phrase; icons, badges, figures
"""
