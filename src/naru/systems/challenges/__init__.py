"""Data challenges: a question of the city, a truth that nobody sees before the close, a board that cannot be gamed.

core/metrics/          what a score is
core/task.py           what is asked: metric, columns, classes
core/sheets.py core/answers.py    a CSV read strictly; truth and prediction as aligned arrays
core/scoring.py        each part's score, blocks of the public part, the practice rows that cost most
core/ladder.py         which scores the board shows, and bands of ranks
core/splits.py core/preparation.py    a table cut into files and truth
core/leaks.py          what would give the truth away
core/sealing.py        bytes that the scorer alone opens; the promise of a truth
core/verification.py   the bundle, and the whole board computed again from it
core/boards.py core/quotas.py core/queueing.py core/likenesses.py core/states.py core/rights.py    rules
core/starter.py core/plots.py    what a team begins with; figures of a page
scorer.py              the one program that reads keys, run in a limited child
scorer_folder.py scorer_calls.py    where its keys lie; our side of it
models.py              rows
content_uses.py        which files they need
verbs.py refusals.py notices.py    what is said
bookkeeping.py         the ledger's part
facts.py               what challenges count, as of any instant
reads.py               challenges, boards and submissions as their people see them
actions.py             set up, launch, close, cancel
entries.py             teams, submissions, choices, discussion
judging.py             the queue: teams in turn, nothing twice
closing.py             the truth opens, the final board, the bundle
reproduction.py prizes.py    a winner's code run again, then the prize
refs.py findables.py gates.py api_words.py checks.py jobs.py pages.py urls.py api.py commands.py    the doors

*Theory of operation.* The rows that are asked are of three parts. *Practice* rows count nowhere, so that a team may be shown its ten worst
with their truth; *public* rows make the board, whose scores pass the Ladder; *private* rows decide. What the site stores of a score that
is not shown is sealed for the scorer. After the close all of it is public and ``naru challenge verify`` needs nothing else.
"""
