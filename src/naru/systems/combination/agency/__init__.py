"""The agency's side: it sees attributes and serials, never keys."""
