"""The ``ENGINE`` that Django loads by its folder's name."""

from django.db.backends.postgresql import base

from naru.kit.databases import SettlingDatabase


class DatabaseWrapper(SettlingDatabase, base.DatabaseWrapper):
    pass
