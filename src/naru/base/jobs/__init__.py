"""Work to do: a fenced queue, schedules and progress behind the ``django_tasks`` API.

A *job* is a task's call written down. An *attempt* holds it by a *lease* that a heartbeat renews; every claim raises
the job's *fence*, and whatever an attempt writes inside ``Attempt.fenced()`` is refused once a later attempt exists. A
worker that is killed is noticed by its lease, or at once by its missing process; one that was only stopped finds its
lease gone and writes nothing.

core/states.py    the states of a job and the ways between them
core/retries.py   when a failed job is tried again, and when it is dead
core/pools.py     which lanes serve which queues
core/ticks.py     the instants of a schedule
models.py         the job's row
attempt.py        the attempt in hand: progress, cancelling, fenced writes
walk.py           a row's way through its states, each step fenced
backend.py        the ``django_tasks`` backend
reads.py          jobs as values
actions.py        start, claim, run, finish, give back, cancel, retry, sweep
schedules.py      what runs by the clock
identity.py       a worker's name, by which others on the machine see that it is gone
worker.py         the process that does the work, in lanes by pool
refs.py           a job as others name it
verbs.py          what people do to jobs, as the trail says it
refusals.py       what the queue may tell a person
pages.py jobs.py commands.py    the doors, and the queue's own work
"""
