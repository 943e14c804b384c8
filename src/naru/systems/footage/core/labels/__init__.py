"""Labels: who is where in which frame, in one shape that every format is read into and written from.

values.py       the label table, a clip or picture with its labels, classes, what a format loses
rows.py         the table built row by row; what no row may be
keyframes.py    frames between keyframes filled, and keyframes found again
prelabels.py    tracks of the pipeline as labels to begin with
differences.py  what one labelling changed against another
merging.py      several labellings as one; where people differ
withdrawn.py    labels without one person
refusals.py     what is wrong with a label file
formats/        one file a format
"""
