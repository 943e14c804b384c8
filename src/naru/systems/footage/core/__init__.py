"""Pure: no Django, no clock, no files.

tables.py       the schema of every stage's table: units, time base, coordinates
config_json.py  configurations as JSON and back
cameras/        a camera, its zones and lines, its ground plane
frames/         what is wrong with a clip's time stamps and pictures, and what is done about it
detect/         from a model's raw output to boxes; motion; still people-like things
mask/           which regions are covered, and how
attributes/     sex, age band and means of movement, with abstention
track/          detections → tracks; tracks joined over gaps and clips
figures/        visits, crossings, flows, dwell, occupancy, the character of an area, as Ibis expressions
events/         versioned rules over tracks; the Korean intelligent-CCTV test
metrics/        HOTA, CLEAR, IDF1, average precision
labels/         the label table; every label format in and out
sets/           training sets: stages, indicators, splits, the release gate, what a withdrawal reaches
summary.py      what one camera's tables come to, as one value; summaries.py makes it, groups.py its published shares
figure_tables.py a camera's figures as tables to publish, each row with its clips
counts.py       lines, doors, parties, days and the audit by hand of a summary
area_character.py  what character an area has, in words
drawing.py      from figures to the shapes of a picture
states.py       states of runs, clips and events, as tables
rights.py       one function per right
"""
