"""Work to do: a fenced queue, schedules and progress behind the ``django_tasks`` API.

A *job* is a task's call written down. An *attempt* holds it by a *lease* that a heartbeat renews; every claim raises
the job's *fence*, and whatever an attempt writes inside ``Attempt.fenced()`` is refused once a later attempt exists. A
worker that is killed is noticed by its lease, or at once by its missing process; one that was only stopped finds its
lease gone and writes nothing.

core/states.py    the states of a job and the ways between them
core/attempts.py  when a failed job is tried again, and when it is dead
core/ticks.py     the instants of a schedule
models.py         the job's row
held.py           the attempt in hand: progress, cancelling, fenced writes
actions.py        start, claim, run, finish, give back, cancel, retry, sweep
verbs.py          what people do to jobs, as the trail says it
backend.py        the ``django_tasks`` backend
schedules.py      what runs by the clock
worker.py         the process that does the work
refs.py  system.py    a job as others name it; what the site may know of the queue
reads.py  pages.py  jobs.py  commands.py  urls.py    the doors
"""
