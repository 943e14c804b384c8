"""The key authority's side: it sees keys and serials, never attributes."""
