"""Sharing's verbs, each whole: lock, decide, save, record, return. Whether ``by`` may is asked here.

tokens.py      issue, activate, rotate, revoke
tables.py      names under which a recipient has tables, and which columns of its copies are marked
copies.py      a recipient's own copies: order, make, hold, drop
deliveries.py  what was lent, with its receipt; whose copy a leaked file is
"""

from naru.systems.sharing.actions.copies import (
    copies_table,
    hold_versions,
    keep_up,
    make_copy,
    make_missing_copies,
    order_copy,
)
from naru.systems.sharing.actions.deliveries import Lent, record_delivery, trace
from naru.systems.sharing.actions.tables import name_tables, set_marking
from naru.systems.sharing.actions.tokens import activate_token, issue_token, revoke_token, rotate_token

__all__ = [
    "Lent",
    "activate_token",
    "copies_table",
    "hold_versions",
    "issue_token",
    "keep_up",
    "make_copy",
    "make_missing_copies",
    "name_tables",
    "order_copy",
    "record_delivery",
    "revoke_token",
    "rotate_token",
    "set_marking",
    "trace",
]
