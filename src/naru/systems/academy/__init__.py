"""The academy: learn on the city's real data, show it, be hired.

Pure
core/attendance.py      attendance as a policy counts it: days, periods, rates
core/selection.py       who gets a seat: quotas, scores, lots by a seed whose digest was published
core/session_codes.py   the code at a session: short-lived, bound to the place's network
core/completion.py      whether a course is completed, from facts
core/exercise.py        an exercise as a folder of text
core/comparison.py      an answer's rows beside the right ones
core/grading.py         what came of an attempt, and what of it may be told
core/similarity.py      answers that are alike as programs, for the teacher
core/multibase.py core/contexts.py core/canonical_rdf.py core/proofs.py    keys, words, one form, signatures
core/badges.py core/status_list.py core/verification.py    Open Badges 3.0 made, taken back, checked
core/matching.py        graduates and postings: why, what is missing, which course gives it
core/retention.py       when it is asked whether somebody still works there
core/cohort_figures.py  completion, employment, retention with small numbers left out
core/states.py core/rights.py    states as tables, who may what
core/python_runner.py core/case_tables.py    inside the limited child: a student's program, the rows of a case

Rows and words
models.py
verbs.py refusals.py notices.py paper_templates.py rate_names.py    what is said, and the figures of law it reckons with
storage.py keys.py      where cases' rows lie; the key of certificates

Shells
executor.py     a student's text run over a case
reads/          curriculum, students, attendance, practice, office, outcomes: as their people see them
exercises.py    packs published, answers run and graded
actions/        courses, seats, attending, completing
credentials.py  certificates
placement.py    postings, consent, referrals
facts.py        what the academy counts, as of any instant
reactions.py    what follows from a dataset's withdrawal
refs.py findables.py api_words.py jobs.py pages/ templatetags/academy_text.py api.py commands.py    the doors

*Theory of operation.* Three things are never in one process: a student's program, the right answer, and the rows of a hidden case that
it was not given. Each case runs in a child of its own, which is forked for it without network, files or other processes; it answers with
rows, which are compared here. Attendance, completion and selection are functions of facts and of rules that are rows. A certificate is
signed once and computed again as it is issued; who works where is known only by consent for each posting.
"""
