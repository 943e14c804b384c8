"""Portals, APIs, databases and listings come in, and are kept in step with where they come from.

core/         what a harvest decides: completeness, identity, merge, likeness, manners, keys, links
kinds/        each kind of source in one file: what it fits, how it walks, what it understood
adapters/     the outside world: HTTP with manners, keys sealed at rest

models.py       sources, runs, records, findings, pairs, links
said.py         what a source said of a record, as its row keeps it
trial.py        a source tried on ten records before it is saved
intake.py       one run at work
noticing.py     links to probe and traits to compare, of what came in
taking_in.py    a page's records taken into the catalogue
reconciling.py  a run's end: its verdict, what is missing, what is retired
row_files.py    rows of a run on the disk, until they are whole
publishing.py   what a source's rows become
data_files.py   the data behind records, by policy
probing.py      links probed, what was answered and when
harvesting.py   a run carried out
actions.py      register, change, run, decide, end
reads.py        sources and runs as their people see them
record_reads.py  records, whose word each field is, links, pairs
forms.py        what a person says of a source
panels.py       where a dataset comes from, on its page
facts.py        what harvest counts, as of any instant
refs.py         sources as others name them
verbs.py        what harvest says in the trail
refusals.py     what a person is told when a source cannot be harvested
pages.py commands.py jobs.py    the doors

*Words.* A *source* is a place from which *records* come; a *run* is one walk over it, *page* by page. A *verdict* says
whether a run saw everything; a record is *missing* where a complete run did not meet it, *retired* once three did not.
"""
