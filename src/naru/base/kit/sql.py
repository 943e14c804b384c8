"""Names and texts written into SQL, where they cannot be parameters."""


def quoted(identifier: str) -> str:
    """The identifier in double quotes, those inside it doubled."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    """The text in single quotes, those inside it doubled."""
    return "'" + text.replace("'", "''") + "'"
