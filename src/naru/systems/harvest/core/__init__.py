"""What a harvest decides: pure, no Django, no clock, no network.

values.py        what a source says: records, pages, findings
states.py        a source's policies, a run's and a record's states, as tables
completeness.py  whether a run saw everything, which alone permits removal
identity.py      by what a record is the same record next time
merge.py         the source's word and a person's, field by field
finding_words.py what findings say to people
likeness.py      records of several sources that may be one dataset
fields.py        texts, days, addresses, licences and formats as sources write them
json_text.py     JSON as portals write it, a fault named by line and column
xml.py           XML without entities, its namespaces left aside
manners.py       how fast a host is asked, and when it is asked again
korean_envelope.py  rows and faults as Korean open APIs answer them
keys.py          service keys: encoded once, never shown
links.py         what an answer says of a link, and when it is probed next
rights.py        who may register a source
"""
