"""The city's plan: what was said, what is measured, and the rows behind every figure.

core/plan.py          a plan as a value; core/plan_from.py reads its document, core/plan_changes.py what a version changed
core/budgets.py       won at one level only; what was allotted, bound and paid
core/progress.py      how far from baseline to target, and how that is written
core/series.py        measurements in time, broken where the definition changed; what is restated
core/forecast.py      where a figure will be, with its interval
core/standing.py      who is behind, and why, in a sentence
core/changes.py       quarters and months; what changed
core/pictures.py      small pictures as coordinates
core/iati.py core/fiscal.py    the plan as IATI and as a Fiscal Data Package
core/states.py        versions and what a figure rests on, as tables
core/rights.py        who may do what
models.py             rows
verbs.py refusals.py paper_templates.py    what is said: in the trail, to people, on paper; papers/ is the template
figures.py            every fact of a plan counted for an instant; what people reported
reads.py              the plan with its figures, a figure opened, its history, what changed
printing.py           the plan on one page, as values
exports.py            the plan as others read it
actions.py            bring a version, adopt it, measure, report, withdraw, print
refs.py api_words.py jobs.py pages.py api.py commands.py    the doors

*Words.* A *plan* has *strategies*, these *tasks*, these *projects* with *budget lines*. An *indicator* is a *fact* of the register
of the installed packages, which one of them counts, or it is *reported* by a person with evidence; never both. A *measurement* is a
fact's amount for an instant, kept for ever. A *series* is the measurements of one *definition*.

*Theory of operation.* No figure is stored to be shown: pages count, at most a minute ago, by the query that also lists the rows, so
that what a figure opens to adds up to it. Measurements are kept each night to say what was known when: a past day counted again gives
the old number, or the difference is told by what was recorded late and what is gone.
"""
