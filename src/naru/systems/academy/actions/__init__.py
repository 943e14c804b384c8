"""The verbs of courses, each one transaction: lock, decide, save, record, return.

rows.py         Rows under lock, for whoever may run the course
courses.py      Policies, skills, courses, cohorts and their sessions
seats.py        Apply, select, leave, take a seat that is free
attending.py    The code at a session, coming and going, corrections
completing.py   Completion judged, a cohort finished
"""

from naru.systems.academy.actions.attending import (
    AFTER,
    EARLY,
    WRONG_MOST,
    WRONG_WINDOW,
    attend,
    correct,
    current_code,
    is_taken_now,
    note_wrong_code,
)
from naru.systems.academy.actions.completing import finish, judge
from naru.systems.academy.actions.courses import add_session, enter_policy, enter_skills, make_course, open_cohort
from naru.systems.academy.actions.seats import apply, file, leave, save, select, take_seat, withdraw

__all__ = [
    "AFTER",
    "EARLY",
    "WRONG_MOST",
    "WRONG_WINDOW",
    "add_session",
    "apply",
    "attend",
    "correct",
    "current_code",
    "enter_policy",
    "enter_skills",
    "file",
    "finish",
    "is_taken_now",
    "judge",
    "leave",
    "make_course",
    "note_wrong_code",
    "open_cohort",
    "save",
    "select",
    "take_seat",
    "withdraw",
]
