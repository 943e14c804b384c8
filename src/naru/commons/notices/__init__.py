"""Who is told what: once, in an inbox; and by mail, webhook and feed, by a title and a link alone.

core/topics.py      what people are told of, as packages declare it
core/values.py      who is to be told; a notice as its person sees it
core/signatures.py  what a webhook is signed with (https://www.standardwebhooks.com)
core/feed.py        an inbox as an Atom feed (RFC 4287)
core/rights.py      who may set up an organisation's webhooks
models.py           rows: tellings, notices of each person, deliveries, webhooks, choices, feed tokens
verbs.py            what webhooks say in the trail
refusals.py         what may have to be said no to
refs.py             a webhook as others name it
reads.py            the inbox, what was told about a thing, what is still to be delivered
actions.py          tell; read, choose, add and stop a webhook, make a feed's address
delivery.py         one mail or one webhook sent
jobs.py             deliveries, each a job that is tried again
panels.py           the count of unread notices in every page's header
checks.py           what the doctor looks at: deliveries that were given up
api_words.py        what the API's reference says in Korean
pages.py api.py commands.py    the doors

*Theory of operation.* A system calls ``tell`` inside the transaction of its act: what is rolled back tells nobody. A *telling*
is known by topic, thing and key; asked for again it reaches only people whom it has not reached. Each of them has a *notice*;
each mail and each webhook is a *delivery* with a job of its own, queued in the same transaction and tried again until it was
sent: at least once, always under the same identifier, so that whoever receives it twice can tell. The text of a telling is
read in the inbox alone, where the reader has signed in: what leaves the house is its title and an address.
"""
