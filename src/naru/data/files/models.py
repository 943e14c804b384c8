"""Rows of files. They hold constraints and no decisions."""

from typing import Any

from django.db import models
from django.db.models import Q

from naru.base.kit.fields import IdField
from naru.data.files.core.erasure import ErasureState
from naru.data.files.core.values import AssetId, AssetView

ID_LENGTH = 26
SHA_LENGTH = 64


class Asset(models.Model):
    """A file that belongs to a thing of any system; without ``erased_at`` its bytes are in the store."""

    id = IdField()
    owner_kind = models.CharField(max_length=60)
    owner_id = models.CharField(max_length=ID_LENGTH)
    name = models.CharField(max_length=300)
    media_type = models.CharField(max_length=100)
    bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=SHA_LENGTH, db_index=True)
    by_id = models.CharField(max_length=ID_LENGTH)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_id", "id"], name="asset_of_owner")]
        constraints = [models.CheckConstraint(name="asset_has_bytes", condition=Q(bytes__gte=0))]

    def __str__(self) -> str:
        return self.name

    def to_view(self) -> AssetView:
        return AssetView(
            id=AssetId(self.id),
            owner_kind=self.owner_kind,
            owner_id=self.owner_id,
            name=self.name,
            media_type=self.media_type,
            bytes=self.bytes,
            sha256=self.sha256,
            by_name=self.by_name,
            at=self.at,
            erased_at=self.erased_at,
        )


class Erasure(models.Model):
    """A thing that is destroyed; what is written here holds no value of it."""

    id = IdField()
    thing_kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=64)
    subjects: "models.JSONField[Any, Any]" = models.JSONField()  # what it is called in the key store
    keys: "models.JSONField[Any, Any]" = models.JSONField(default=dict)  # subject → id of its key, "" for none
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    by_id = models.CharField(max_length=ID_LENGTH)
    by_name = models.CharField(max_length=200)
    decided = models.DateTimeField()
    state = models.CharField(max_length=10, default=ErasureState.DECIDED.value)
    erased = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["thing_kind", "thing_id"], name="erasure_of_thing"),
            models.Index(fields=["id"], name="erasure_decided", condition=Q(state="decided")),
        ]

    def __str__(self) -> str:
        return f"{self.thing_kind} {self.thing_id} {self.state}"
