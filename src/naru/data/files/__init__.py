"""Files that are no tables: bytes by their hash, what is fetched from addresses, assets of a thing of any system.

core/values.py  an asset as a value
core/erasure.py an erasure's states, and the proof that one was carried out
core/envelope.py bytes sealed under a data key, readable from any place on
models.py       the asset's row
keystore.py     data keys of what may be erased, in a store of their own
subjects.py     what things are called there, and which files are theirs
content.py      the bytes themselves, under their hash; who still needs them
reads.py        assets as the people of their owner see them
actions.py      attach an asset, open it, erase it
erasing.py      have a thing destroyed: decided, carried out, tried in vain, certified
commands.py     ``naru erase``
checks.py       what the doctor looks at
download.py     files that lie at an address, through the safe client
verbs.py        what people do to assets, as the trail says it
refusals.py     what a person is told when a file cannot be kept or opened
jobs.py         bytes that an interrupted erasure left

*Theory of operation.* A content is kept once under its SHA-256, whoever brings it. An *asset* names a content for an
owner, a thing of any system (``kit.Ref``), whose system alone says who may see it. Erasing writes down that the asset
is gone and then takes the bytes away, unless another asset, or a package that declared its use, still needs them; what
a crash leaves between the two is taken away by the next night's job.
"""
