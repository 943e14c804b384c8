"""What the city announced, one folder a system, side by side; none imports another. See ``naru.portal.systems`` for how one plugs in."""
