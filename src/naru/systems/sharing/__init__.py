"""Delta Sharing: what an entitlement opens is read in pandas, Polars, DuckDB, Spark or Excel, without an account here.

core/ is pure: the protocol
core/values.py        shared tables, versions, tokens, deliveries
core/rights.py        who may see, issue, revoke and trace
core/names.py         names as a recipient types them
core/tokens.py        recipient tokens and activation links; core/profile.py the file that tools open
core/request.py       what a client asks; core/listing.py pages of names; core/versions.py which version it is about
core/predicates.py    a predicate as a tree; core/sql_hints.py the same asked in SQL
core/file_skipping.py which files it cannot concern
core/answers.py       the lines of an answer, in both formats
core/addresses.py     addresses of files: opaque, signed, dead after their instant
core/byte_ranges.py   parts of a file as HTTP asks for them
core/receipts.py      signed receipts, checked offline
core/fingerprint.py   a recipient's mark in a copy's figures, and whose mark a file bears
core/marked_batches.py rows with the mark in them
core/leaked_file.py    the numbers of a stranger's file, read in the limited child
core/code_samples.py  how to open a table in each tool

models.py        rows
entitlements.py  what a holder may read of a table: the one place that asks the catalogue
secrets.py       the installation's secret for addresses and marks
copies.py        a recipient's own copy of a version: rows and columns cut, instants in UTC, marked
reads.py         tokens, shared tables, versions and deliveries as values
actions/         its verbs
opened_tables.py a shared table as its recipient may read it now
serving.py       a question answered: which files, under which addresses
lending.py       files lent, and whether the right behind them still stands
continuations.py tokens of next pages and of addresses anew
file_reading.py  a stranger's file read for a trace, in the limited child
scratch.py       a folder for files on their way
panels.py        parts of other packages' pages
refs.py          a recipient's token as others name it
forms.py         a token as a person asks for it, and the columns that bear a mark
verbs.py         what sharing says in the trail
refusals.py      what it may have to say no to
server.py        the protocol's doors: programs with a recipient token
pages.py commands.py jobs.py    the doors for people, the clock and the command line

*Words.* A *recipient* is the holder of entitlements, an organisation or a person; its *tokens* open all that it is entitled to.
A *share* holds *schemas* of *tables*, under names that stay. A *copy* is a table made for one recipient where a right is not
to the whole, or where its copies bear a *mark*. A *delivery* is one answered query; its *receipt* is signed.

*Theory of operation.* A query answers with signed addresses of files and nothing else is sent; whoever holds an address may
fetch its file until it expires. Every fetch, and every chunk of it, asks again whether token and entitlement still stand, so that
a revocation ends addresses that were given out before and downloads that run. What is metered is the query's files, once.
"""
