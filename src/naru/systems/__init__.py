"""What the city announced, one folder a system, side by side; none imports another. See ``naru.base.kit.system`` for how one plugs in.

academy/      courses on the city's own data: seats, attendance, practice, certificates that anyone can verify, work by consent
challenges/   data challenges: truth sealed, a board that cannot be gamed, every score computed again
combination/  records of several firms joined so that no party sees a person
exchange/     offers, contracts, orders, settlement: data sold, and every won accounted for
firms/        firms and what they did; problems, proposals, proofs of concept and what was measured
footage/      CCTV footage → masked, tracked, counted
harvest/      portals, APIs and databases → datasets kept in step with where they come from
protocols/    DCAT, CKAN, OAI-PMH, OGC, Croissant, MCP, …: doors over the same catalogue
mydata/       consents that a citizen can take back, and the proof that it was deleted
sectors/      finance, medicine, logistics, tourism: profiles that data must keep to, and what is counted from what does
sharing/      what an entitlement opens, read in any tool by Delta Sharing
strategy/     the city's plan: what was said, what is measured, the rows behind every figure
vouchers/     data vouchers: applied for, judged, agreed, delivered, paid to the supplier
work/         paid work on data: learnt on gold, labelled in the browser, checked by another person, never under the minimum wage
"""
