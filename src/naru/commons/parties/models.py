"""Rows of parties, and of what is said of them from a day on."""

from django.db import models
from django.db.models import Q

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.commons.parties.core.values import LONGEST, PartyKind


class Party(models.Model):
    id = IdField()
    kind = models.CharField(max_length=12)
    business_number = models.CharField(max_length=10, blank=True)
    corporate_number = models.CharField(max_length=13, blank=True)
    organisation = models.CharField(max_length=LENGTH, blank=True)
    registered = models.DateTimeField()
    closed = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in PartyKind]), name="parties_party_kind"),
            models.UniqueConstraint(
                fields=["business_number"], condition=~Q(business_number=""), name="parties_one_a_business_number"
            ),
            models.UniqueConstraint(
                fields=["corporate_number"], condition=~Q(corporate_number=""), name="parties_one_a_corporate_number"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=~Q(organisation=""), name="parties_one_an_organisation"
            ),
        ]


class Details(models.Model):
    """What is said from a day on; of two for one day the one written later holds."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    name_ko = models.CharField(max_length=LONGEST["name_ko"])
    name_en = models.CharField(max_length=LONGEST["name_en"])
    representative = models.CharField(max_length=LONGEST["representative"], blank=True)
    address = models.CharField(max_length=LONGEST["address"], blank=True)
    bank = models.CharField(max_length=LONGEST["bank"], blank=True)
    account_number = models.CharField(max_length=16, blank=True)
