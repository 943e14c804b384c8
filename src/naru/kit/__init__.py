"""The ground floor: what every package needs and none owns.

clock.py      the time, passed in
ids.py        identifiers that sort by their birth
words.py      one phrase in Korean and English
refusals.py   everything a person may be told, and its three translators
"""
