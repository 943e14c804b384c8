"""The ``ENGINE`` that Django loads by its folder's name."""

from django.db.backends.sqlite3 import base

from naru.base.kit.databases import DeferringDatabase


class DatabaseWrapper(DeferringDatabase, base.DatabaseWrapper):
    pass
