"""An application's way: filed → completed → reviewed by people without interest → decided → objected.

core/states.py     the way as a table of states
core/forms.py      a guided form: what a step's answers must be, what is still missing and how far one is
core/interests.py  what ties a reviewer to an applicant
core/panels.py     who reviews, drawn by rule so that anyone can draw again
core/scores.py     sheets added up, outliers shown, a ranking with its ties broken by rule
core/awards.py     what there is to give, allocated by rank, with the reasons
models.py          rows: cases and their documents, supplements, panels, seats, recusals, sheets, decisions, objections
verbs.py           what happens to cases, as the trail says it
refusals.py        what may have to be said no to
refs.py            a case as others name it
reads.py           cases as values; a panel's cases, blind
actions.py         open, save, attach, file, supplement, withdraw
review.py          draw a panel, declare interest, score, decide, object
jobs.py            supplements that were not answered in time
page_parts.py      what the pages of an application share, with the parts of templates/cases

*Theory of operation.* A case belongs to a kind of some system and to a thing of it, such as a programme. Its form is a value
that the system passes in; answers are saved step by step, valid or not said, and a document is named by the hash under which
the system keeps it. Filing asks that nothing is missing. A panel is drawn from candidates by the hash of a seed that was
written down before, leaving out whoever a tie bars; each member says where they have an interest, and is out of those cases.
Sheets are blind to each other and to the applicant until signed. Who may do each of these the owning system asks before it calls.
"""
