"""Hostile bytes in a limited child process; they may kill the child, never us.

parent.py    our side: run one job in a child, ask what came of it
spawn.py     how a child begins: started anew, or forked from a server that has imported its module
protocol.py  what is said between the two: the request, progress, one answer; JSON, one line each, never pickle
main.py      the child's side: it imports the target, sets its limits and calls it
outputs.py   what a child leaves behind, taken by us
calls.py     the system calls it may make
limits.py    what a child puts around itself before it touches anything hostile
"""
