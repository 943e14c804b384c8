"""The ``ENGINE`` that Django loads by its folder's name."""

from django.db.backends.postgresql import base

from naru.base.kit.databases import SettlingDatabase


class DatabaseWrapper(SettlingDatabase, base.DatabaseWrapper):
    pass
