"""Training sets: clips and labels through five stages, released as a dataset, withdrawn with all that came from it.

label_store.py  where label tables lie, and how they are destroyed
clip_tables.py  what the pipeline knows of a clip: tables, masked copy, proof of masking
shapes.py       sets, clips, labellings, releases and withdrawals as values
reads.py        those, as the people who may see them do
actions.py      set up a set, take clips in, pass and reject stages
labelling.py    pre-labels, labels brought, corrected, merged
masking.py      more of a masked copy covered, as labels show it
pictures.py     single masked frames and what a small model sees of them
measuring.py    the four indicators, splits, near-duplicates and shortcuts of a set as it is
releases.py     a release: gate, dataset, lineage
packages.py     what is handed out: one ZIP with clips, labels in a chosen format, manifest, Croissant, datasheet
exports.py      labels of a set written in a format; from file to file
plan_text.py    a plan as text, with an example to begin with
review_labels.py  what the reviewer is given and gives back; label files that are brought
reaches.py      what a withdrawal reaches, asked before
withdrawals.py  a clip, a track or a camera withdrawn, told and proved; remaking.py releases what remains
set_view.py     figures made ready for pages
loading.py      how a release is loaded, in code
notices.py      what people are told
panels.py       what a dataset's page says of the set that it is of
pages.py release_pages.py commands.py  the doors
"""
