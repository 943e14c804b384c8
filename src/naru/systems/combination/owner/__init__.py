"""A data owner's side of a combination: keys and payload made on its own PC, without Django."""
