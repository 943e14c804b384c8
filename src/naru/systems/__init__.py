"""What the city announced, one folder a system, side by side; none imports another. See ``naru.base.kit.system`` for how one plugs in.

combination/  records of several firms joined so that no party sees a person
exchange/     offers, contracts, orders, settlement: data sold, and every won accounted for
firms/        firms and what they did; problems, proposals, proofs of concept and what was measured
footage/      CCTV footage → masked, tracked, counted
harvest/      portals, APIs and databases → datasets kept in step with where they come from
sharing/      what an entitlement opens, read in any tool by Delta Sharing
strategy/     the city's plan: what was said, what is measured, the rows behind every figure
vouchers/     data vouchers: applied for, judged, agreed, delivered, paid to the supplier
"""
