"""The ground: what every package of every city needs, each importing only what stands after it.

people/    who: users, organisations, roles and tokens
calendar/  working days, holidays as they become known, deadlines they move
gates/     asked before an act: may pass, hold, refuse
events/    news that travels up, in order, at least once
jobs/      work to do: a fenced queue, schedules and progress
trail/     what happened: append-only, hash-chained
kit/       clock, identifiers, phrases, refusals, safe HTTP, the limited child
"""
