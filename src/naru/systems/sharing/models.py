"""Rows of sharing. They hold constraints and no decisions."""

from django.db import models
from django.db.models import Q

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.sharing.core.names import LONGEST

HOLDER_LENGTH = 12 + 1 + LENGTH
DIGEST_LENGTH = 64


class RecipientToken(models.Model):
    """``digest`` of the token is empty until its link was opened; ``link`` is the digest of the link's secret."""

    id = IdField()
    holder = models.CharField(max_length=HOLDER_LENGTH, db_index=True)
    name = models.CharField(max_length=LONGEST)
    digest = models.CharField(max_length=DIGEST_LENGTH, blank=True, default="")
    start = models.CharField(max_length=16, blank=True, default="")
    link = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    link_until = models.DateTimeField()
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    expires = models.DateTimeField()
    activated_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="sharing_token_once"),
        ]


class SharedTable(models.Model):
    """The names under which a holder's tools ask for a table; ``copies`` is the lake's table of its copies."""

    id = IdField()
    holder = models.CharField(max_length=HOLDER_LENGTH)
    table_id = models.CharField(max_length=LENGTH)
    share = models.CharField(max_length=LONGEST)
    schema = models.CharField(max_length=LONGEST)
    name = models.CharField(max_length=LONGEST)
    folded = models.CharField(max_length=6 * LONGEST)  # the three, as they are compared
    copies = models.CharField(max_length=LENGTH)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "table_id"], name="sharing_table_once"),
            models.UniqueConstraint(fields=["holder", "folded"], name="sharing_name_once"),
        ]


class MarkedTable(models.Model):
    """A table whose copies bear the mark of their recipient, in columns that its steward chose."""

    table_id = models.CharField(max_length=LENGTH, unique=True)
    columns = models.JSONField(default=list)  # aliases
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()


class Copy(models.Model):
    """A version as it was made for one recipient under one scope; kept when its files are gone, since a mark is for ever."""

    id = IdField()
    shared = models.ForeignKey(SharedTable, on_delete=models.PROTECT, related_name="+")
    source_version = models.BigIntegerField()
    recipe = models.CharField(max_length=DIGEST_LENGTH)  # of scope and chosen columns: what it was made by
    lake_version = models.BigIntegerField()
    rows = models.BigIntegerField()
    marks = models.JSONField(default=list)  # [{name, decimals, every, low, high}]
    at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shared", "source_version", "recipe"], name="sharing_copy_once"),
        ]


class Delivery(models.Model):
    """One answered query: what its addresses give, and the receipt."""

    id = IdField()
    token = models.ForeignKey(RecipientToken, on_delete=models.PROTECT, related_name="+")
    shared = models.ForeignKey(SharedTable, on_delete=models.PROTECT, related_name="+")
    version = models.BigIntegerField()
    scopes = models.JSONField(default=list)  # [[number, key]]: of which versions, and what the right gave of each
    files = models.PositiveIntegerField()
    rows = models.BigIntegerField()
    bytes = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    expires = models.DateTimeField()
    receipt = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["token", "at"], name="sharing_delivery_of_token")]
