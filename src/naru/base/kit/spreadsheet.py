"""Cells of files that people open in a spreadsheet: no text that others wrote may run there."""

STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: object) -> object:
    """The cell; text that a spreadsheet would take for a formula with an apostrophe before it. Numbers stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS) else cell
