"""Papers: stored values set by a template's version as a PDF that anyone can check.

core/templates.py   templates, as packages declare them
core/numbers.py     the number that a paper is checked by
core/glyphs.py      which characters a font has
core/typesetter.py  values and a template become a PDF; runs in the limited child
papers/naru.typ     what every template may use: the page, fields, clauses, amounts, days
models.py           rows: papers, and the digests of their files
storage.py          a paper's file, set once and kept under its hash
verbs.py            what papers say in the trail
refusals.py         what may have to be said no to
refs.py             a paper as others name it
reads.py            papers, and what a number or a file is checked to be
actions.py          issue, withdraw
api_words.py        what the API's reference says in Korean
pages.py api.py commands.py    the doors

*Theory of operation.* A paper is its values: ``issue`` stores them, with template and version, inside the transaction of the act
that they tell of. The file is set when it is first asked for, in a child without network that can read nothing but fonts, as
PDF/A-2a without a clock: the same values and version give the same bytes. It is kept under its SHA-256, so that neither a
newer typesetter nor a newer template changes what was handed out. Whoever holds a paper checks it by its number, which no one
can guess, or by dropping the file, whose digest either belongs to a paper or does not. Who may open it is for the thing's own
system to say: whoever may see what it is about.
"""
