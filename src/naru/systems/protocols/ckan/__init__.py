"""CKAN's action API, version 3: its actions, each a function of who asks, what is given and where this site is.

catalogue.py  packages, organisations, groups, tags and licences
datastore.py  rows of tables
writing.py    packages and resources made, changed and withdrawn, with a token
register.py   all of them by name
"""
