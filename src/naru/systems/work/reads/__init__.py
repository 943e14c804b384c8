"""Jobs, contracts, batches in hand, pay and quality, as the people who may see them do.

jobs.py       jobs and how far they are
contracts.py  who is engaged, and whether they passed the training
desk.py       the tasks of a batch or a training as the browser's tool has them, without a right answer
earnings.py   what somebody earned, when it is paid, and what is to be mended
quality.py    agreement, disputes between answers, alarms
images.py     pictures that a job shows
people.py     jobs created; signs that free work is none
"""
