"""The ground floor: what every package needs and none owns.

clock.py      the time, passed in
ids.py        identifiers that sort by their birth
words.py      one phrase in Korean and English
system.py     what a package says of itself; installed.py collects it; checks.py, api_words.py: two of its values
ref.py        a thing of any package, named by its kind and id
refusals.py   everything a person may be told, and its three translators
canonical.py  one way to write a value as bytes, and hashes
paging.py     opaque cursors for keyset paging
child.py      hostile bytes in a limited child process: started.py how it begins, conversation.py what is said,
              limited.py the child's side, guards.py what holds it
databases/    Django's databases, where a transaction may put work off to its very end
http.py       fetching a stranger's URL safely; addresses.py says which addresses are public
"""
