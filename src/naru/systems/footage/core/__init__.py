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
"""
