"""The stages in their order, each keyed by what goes into it; where their tables lie.

plan.py          the stages, what each needs, how they are set
store.py         results in a plain folder of Parquet, each there whole or not at all
fingerprints.py  a file's hash, read once
sources.py       the clips of a folder and the camera of each
frame_stages.py  probe, detect, mask, attributes: from a clip's pictures to tables
clip_run.py      what is done for one clip
remembered.py    clips whose files are gone and whose results still count
camera_run.py    what is done for one camera over its clips
spread.py        one function over a list of clips: processes here, Spark executors there
runner.py        all of it over a folder
current.py       what the last run found current of each camera
report.py        its figures, summed up
evaluation.py    its results beside truth
kisa_answers.py  what was found, as answers of the Korean test
withdrawal.py    a clip taken back, with everything that came from it
track_withdrawal.py  one person taken back; withdrawn_boxes.py what later runs keep to
"""
