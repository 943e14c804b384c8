"""A sample city: files as a city really has them, every value of them generated.

places.py      the districts, their approximate outlines, streets and named spots
writers.py     rows → bytes in every format and with the usual dirt
sample.py      what a sample is, and the register of all of them
city.py finance.py medicine.py logistics.py tourism.py    the samples, by the office that would publish them
offices.py     all of them together
vouchers.py    a programme of 40 applications
firms.py       twelve firms, eight problems and what came of some, a call, a research workspace
strategy.py    what the city announced in 2021, tied to what is counted
mydata.py      three services, two holders, 200 citizens and what they took back
academy/       two courses, 60 students, four firms, ten exercises
work.py work_jobs.py work_streets.py    five jobs of paid work, the people engaged, what they labelled and were paid
combination.py two firms' records combined, released and under review
sharing.py     what was granted, opened with its recipient's own tools
footage.py     eleven cameras, each with one rendered clip
derived.py     what the city computes from its own data
publishers.py  what the offices are called in English
rates.py       figures of law and policy
demo.py        ``naru demo``: all of them through the whole journey, with its progress
scenes/        CCTV clips of eleven sites, rendered from scripts, with exact truth
cameras/       camera files for published clips that many have: plaza (vtest.avi), corridor

The same seed makes the same bytes, so loading the sample city twice loads nothing the second time.
"""
