"""The academy's pages.

courses.py       courses, cohorts, applications, one's own learning, sessions, the course's office, the report
practice.py      the exercise: question, data, editor, answer with a picture
certificates.py  a certificate for anyone, its list of those taken back, checking one
jobs.py          postings, why one fits, consent, referrals
"""
