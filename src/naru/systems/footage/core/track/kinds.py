"""Classes that are one kind of thing to a tracker: a detector that wavers between car and truck sees one vehicle."""

FAMILIES = {
    "person": "person",
    "bicycle": "two_wheeler",
    "motorcycle": "two_wheeler",
    "kickboard": "two_wheeler",
    "car": "vehicle",
    "bus": "vehicle",
    "truck": "vehicle",
}


def family(kind: str) -> str:
    """A class of no known family is a family of its own."""
    return FAMILIES.get(kind, kind)
