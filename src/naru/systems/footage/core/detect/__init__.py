"""From a model's raw output to boxes; motion; still people-like things.

values.py    what a detector is asked to do
card.py      a model's card: how it is fed and read
fitting.py   how a picture lies in a model's input
heads.py     from raw output to boxes, one function a kind of head
misfits.py   where a model's output is not what its card says
boxes.py     boxes of one picture; overlap, suppression
riders.py    a rider is two detections
motion.py    moving regions become boxes; appeared.py what appeared and stays
rows.py      boxes of a clip's frames become DETECTIONS
still.py     dummies and posters are no people
refusals.py  why a model cannot be used
"""
