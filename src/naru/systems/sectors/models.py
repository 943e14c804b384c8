"""Rows of sectors: the city's own profiles, which dataset claims which, what every check said, files that were tried."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.sectors.core.states import ProfileState

__all__ = ["Check", "Claim", "ProfileState", "ProfileVersion", "Trial"]


class ProfileVersion(models.Model):
    """A profile of the city's own; ``definition`` never changes, a change is the next version."""

    id = IdField()
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    definition = models.JSONField()
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in ProfileState], default=ProfileState.DRAFT.value
    )
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="sectors_profile_version_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(state="in_force"), name="sectors_one_profile_in_force"
            ),
        ]


class Claim(models.Model):
    """A dataset says that it keeps to a profile: a table of it by its profile's newest version in force."""

    id = IdField()
    dataset_id = models.CharField(max_length=LENGTH)
    profile = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    waived_until = models.DateField(null=True)
    waived_by = models.CharField(max_length=120, blank=True)
    waived_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset_id", "profile"], name="sectors_one_claim")]


class Check(models.Model):
    """What one check said of one version; never changed."""

    id = IdField()
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="+")
    profile_version = models.CharField(max_length=20)
    profile_digest = models.CharField(max_length=64)
    table_version = models.CharField(max_length=LENGTH)
    sha256 = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10)
    report = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["claim", "at"], name="sectors_check_at")]


class Trial(models.Model):
    """A file that somebody tried before bringing it; it lies in ``NARU_HOME/sectors/trials`` for a day."""

    id = IdField()
    person = models.CharField(max_length=LENGTH)
    profile = models.CharField(max_length=80)
    file_name = models.CharField(max_length=200)
    report = models.JSONField()
    mended_from = models.CharField(max_length=LENGTH, blank=True)
    at = models.DateTimeField()
