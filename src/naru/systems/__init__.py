"""What the city announced, one folder a system, side by side; none imports another. See ``naru.base.kit.system`` for how one plugs in.

exchange/  offers, contracts, orders, settlement: data sold, and every won accounted for
footage/   CCTV footage → masked, tracked, counted
sharing/   what an entitlement opens, read in any tool by Delta Sharing
"""
