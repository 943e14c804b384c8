"""Paid work on data: jobs are divided, people are engaged and trained, they label in the browser, are checked, corrected and paid.

Pure
core/job_rules.py     what a job asks and pays, as data
core/answers.py       a task's content and an answer to it, each in one form
core/boxes.py         boxes on a picture, two people's matched
core/coco.py          settled boxes as COCO
core/batching.py      tasks divided into batches, some twice, gold among them
core/effort.py        time at work, measured
core/pay.py           what accepted work is paid; the minimum wage as its floor; tax withheld; the payday
core/agreement.py     Krippendorff's alpha, Cohen's kappa, shares, each with an interval
core/drift.py         whether somebody's work changed
core/tenure.py        jobs created: people, each once
core/employment_signs.py   signs that free work is none
core/states.py core/rights.py    states as tables, who may what

Rows and words
models.py
verbs.py refusals.py notices.py paper_templates.py rate_names.py rules_text.py    what is said, and the figures of law; papers/ is the statement

Shells
bookkeeping.py   the ledger's part in every act
task_loading.py  a file of tasks brought; adapters/ reads it inside the limited child
reads/           jobs, contracts, the desk, earnings, quality, people: as their people see them
actions/         jobs, engaging, training, labelling, checking, alarms, paying, disputes
facts.py         what paid work counts, as of any instant
refs.py findables.py api_words.py jobs.py pages/ api.py commands.py    the doors; frontend/work.js is the tool

*Words.* A *job* has *tasks*; a *batch* is tasks that are taken together; an *assignment* is a batch in one person's hands until its lease
ends; an *answer* is what that person said of a task. *Gold* is a task whose answer is known; a *training* is a try at gold.

*Theory of operation.* Price and most that a batch can come to are known, and its money held, before it is taken. Maker is never
checker. What is accepted is paid by piece or hour, never under the minimum wage for the measured time; where the price fell
short the batch stops and its owner is told. A task is settled once all the answers that it wants were accepted: alone, agreed, or decided
between by somebody else. What is earned stands on the ledger the moment it is checked and is paid on the next payday.
"""
