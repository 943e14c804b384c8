"""The one table of boats."""

from django.db import models


class Boat(models.Model):
    name = models.CharField(max_length=100)
    is_afloat = models.BooleanField(default=True)
