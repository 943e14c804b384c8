"""News that travels up: published in an action's transaction, delivered after it to whoever subscribed.

core/codec.py  an event as JSON, and back
models.py      deliveries that wait, and those done
reads.py       which events and subscriptions there are; what is stuck
actions.py     publish; deliver in order; try again; forget
checks.py      what the doctor looks at
jobs.py commands.py    the doors: workers deliver, an operator tries again

*Theory of operation.* ``publish`` writes one *delivery* a subscription into the publisher's own transaction, and queues
the job that delivers to that subscription what happened to that thing: rolled back together, committed together, and from
then on no crash loses it. The job takes the thing's oldest delivery, calls the subscriber and marks it done, all in one
transaction, and goes on to the next; so what a subscriber writes to the database happens exactly once, whatever it does
outside at least once. A delivery that fails stays at the head: none of the same thing overtakes it, and none of another
thing waits for it. Ids of deliveries rise in the order of publishing as long as a thing's publishers hold its lock, which
every action does.
"""
