"""The verbs of paid work.

rows.py       rows under lock, for whoever may
jobs.py       make a job, add tasks, put money in, open, pause, raise its price, close
engaging.py   ask, offer, sign, decline, end
training.py   gold tasks by which one qualifies
labelling.py  take a batch, save, hand in, give back; leases that end
checking.py   another person accepts, asks to mend, refuses; answers that differ are decided; tasks settle
alarms.py     raised where somebody's work changed, answered by the job's people
paying.py     what is earned is paid on its day, with a statement
disputes.py   a refusal is looked at by somebody else
"""
