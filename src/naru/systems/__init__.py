"""What the city announced, one folder a system, side by side; none imports another. See ``naru.base.kit.system`` for how one plugs in.

footage/   CCTV footage → masked, tracked, counted
vouchers/  data vouchers: applied for, judged, agreed, delivered, paid to the supplier
"""
