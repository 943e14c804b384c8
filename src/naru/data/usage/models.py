"""Rows of usage. They hold constraints and no decisions."""

from django.db import models


class UsageDay(models.Model):
    """Reads of one day, added up."""

    day = models.DateField()
    dataset = models.CharField(max_length=64)
    table = models.CharField(max_length=64, default="", blank=True)
    version = models.PositiveIntegerField(default=0)
    door = models.CharField(max_length=64)
    reader = models.CharField(max_length=64, default="", blank=True)
    holder = models.CharField(max_length=64, default="", blank=True)
    entitlement = models.CharField(max_length=64, default="", blank=True)
    purpose = models.CharField(max_length=200, default="", blank=True)
    reads = models.BigIntegerField()
    rows = models.BigIntegerField()
    bytes = models.BigIntegerField()

    class Meta:
        db_table = "usage_day"
        indexes = [
            models.Index(fields=["dataset", "day"], name="usage_of_dataset"),
            models.Index(
                fields=["entitlement", "day"], name="usage_of_entitlement", condition=~models.Q(entitlement="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                "day",
                "dataset",
                "table",
                "version",
                "door",
                "reader",
                "holder",
                "entitlement",
                "purpose",
                name="usage_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.dataset} {self.door} {self.reads}"


class SpoolPlace(models.Model):
    """How far a spooled file has been added up; in bytes."""

    file = models.CharField(max_length=100, primary_key=True)
    place = models.BigIntegerField()

    class Meta:
        db_table = "usage_place"

    def __str__(self) -> str:
        return f"{self.file} {self.place}"
