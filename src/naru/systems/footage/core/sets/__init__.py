"""Training sets: what is planned, the five stages, how good the labels are, what may be released, what a withdrawal reaches.

plan.py          what a set is to be: classes, quotas, thresholds, splits; plan_file.py reads it
states.py        states of clips in a set, releases and withdrawals, as tables
stages.py        the five stages of the national guideline, and where a clip stands
syntax.py        labels that no label may be: the syntactic indicator
matching.py      boxes of two labellings paired by overlap
accuracy.py      labels beside gold: the semantic indicator
agreement.py     how far people agree, by label and by person
diversity.py     what was gathered beside what was planned
intervals.py     shares of clustered boxes with their intervals
indicators.py    the four indicators beside their thresholds
splits.py        train, validation and test, by camera and day
hashes.py        pictures as 64 bits; near_duplicates.py pairs among a million of them
shortcut.py      whether the background alone gives the answer away
crops.py         boxes and background as what a small model sees; classifier.py the model; validity.py trains and tests it
masking_proof.py whether every head and plate of a clip is covered
gate.py          why a release may not be made
release_tables.py  its labels and clips as rows; measured.py all figures of a set as one value
manifest.py      what a release is, hashed; release_diff.py what two of them differ in
croissant.py     a release in MLCommons' words; datasheet.py in people's
reach.py         what a withdrawal reaches
refusals.py      what people are told
"""
