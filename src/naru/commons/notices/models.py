"""Rows of notices."""

from django.db import models
from django.db.models import Q

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH


class Telling(models.Model):
    """What was told of a thing, once under its key."""

    id = IdField()
    topic = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    title_ko = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    text_ko = models.TextField(blank=True, max_length=4000)
    text_en = models.TextField(blank=True, max_length=4000)
    due = models.DateField(null=True)
    by_id = models.CharField(max_length=LENGTH)
    by_name = models.CharField(max_length=200)
    told = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about_id", "topic", "key"], name="notices_told_once")
        ]


class Notice(models.Model):
    id = IdField()
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    read = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["telling", "person"], name="notices_one_a_person")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_person"),
            models.Index(fields=["person"], name="notices_unread", condition=Q(read__isnull=True)),
        ]


class Webhook(models.Model):
    id = IdField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=80)
    added = models.DateTimeField()
    stopped = models.DateTimeField(null=True)


class Delivery(models.Model):
    """A mail of a notice, or a telling to a webhook; ``sent`` is None while its job still tries."""

    id = IdField()
    notice = models.ForeignKey(Notice, null=True, on_delete=models.CASCADE, related_name="+")
    telling = models.ForeignKey(Telling, null=True, on_delete=models.CASCADE, related_name="+")
    webhook = models.ForeignKey(Webhook, null=True, on_delete=models.CASCADE, related_name="+")
    asked = models.DateTimeField()
    sent = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice"], name="notices_one_mail"),
            models.UniqueConstraint(fields=["telling", "webhook"], name="notices_one_webhook_message"),
            models.CheckConstraint(
                condition=Q(notice__isnull=False, webhook__isnull=True, telling__isnull=True)
                | Q(notice__isnull=True, webhook__isnull=False, telling__isnull=False),
                name="notices_mail_or_webhook",
            ),
        ]
        indexes = [models.Index(fields=["asked"], name="notices_unsent", condition=Q(sent__isnull=True))]


class MailChoice(models.Model):
    """What a person chose of a topic; without a row the topic's own word holds."""

    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60)
    mail = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="notices_one_choice")]


class FeedToken(models.Model):
    """The feed of a person is at an address that only they were shown; its SHA-256 is all that is kept."""

    person = models.OneToOneField("people.User", primary_key=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField()
