"""HOTA, CLEAR, IDF1 and average precision, equal to the field's reference programs."""
