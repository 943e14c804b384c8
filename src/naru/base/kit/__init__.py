"""The ground floor: what every package needs and none owns.

Values, which a core may use
clock.py      the time, passed in
ids.py        identifiers that sort by their birth
words.py      one phrase in Korean and English
refusals.py   everything a person may be told
canonical.py  one way to write a value as bytes, and hashes
cursors.py    opaque cursors for keyset paging
sql.py        identifiers quoted for SQL
actor.py      who acted
person.py     the visitor
events.py     news of a thing, for whoever stands above
gates.py      what is asked before an act, and the answers

What a package says of itself
system.py     its declaration, ``SYSTEM``
installed.py  those of all installed packages, collected
ref.py        a thing of any system, named
findable.py   what the search box finds beside datasets
fact_rows.py  what a figure counted, one by one; query_rows.py where the database holds it
ref_views.py  how it is shown, and to whom
api_words.py  how a package's part of the API's reference is said in Korean
checks.py     what the doctor looks at, as packages declare it

What touches the world, for shells
lazy_words.py   a phrase said in the visitor's language when it is shown
pager.py        numbered pages of a list
guard.py        who may pass: one check a door
fields.py       columns that several packages have
databases/      Django's databases, where a transaction may put work off to its very end
child/          hostile bytes in a limited child process
http_client.py  speaking HTTP with strangers safely
http_network.py its connections
addresses.py    which addresses of the network are public
crash.py        named places where a test may kill the process
"""
