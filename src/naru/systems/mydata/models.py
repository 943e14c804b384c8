"""Rows of MyData: holders, services, links, consents and what hangs on them. No column holds a value of anyone's data."""

from django.db import models

from naru.base.kit.fields import IdField
from naru.base.kit.ids import LENGTH
from naru.systems.mydata.core.states import ConsentState, OrderState, PullState, ServiceState


def _state(
    states: type[ConsentState] | type[OrderState] | type[PullState] | type[ServiceState], first: str
) -> "models.CharField[str, str]":
    return models.CharField(max_length=20, choices=[(each.value, each.value) for each in states], default=first)


class Holder(models.Model):
    """Who keeps data of citizens (정보제공자). ``lists`` are codes of ``standards/``; ``key`` its public Ed25519 key in hex."""

    id = IdField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    lists = models.JSONField()
    address = models.URLField(max_length=300)
    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()


class Service(models.Model):
    """A receiver's service. ``terms`` is ``core.services.terms_json``; ``number`` is of the trial that the city registered."""

    id = IdField()
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title_ko = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    terms = models.JSONField()
    address = models.URLField(max_length=300)
    redirect_url = models.URLField(max_length=300)
    key = models.CharField(max_length=64, unique=True)
    state = _state(ServiceState, ServiceState.DRAFT.value)
    number = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    registered = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=LENGTH, blank=True)
    written_by = models.CharField(max_length=LENGTH)
    at = models.DateTimeField()


class Citizen(models.Model):
    """What is known of a person beyond the account: the day from which they agree alone, where that is to come."""

    person = models.OneToOneField("people.User", on_delete=models.CASCADE, primary_key=True, related_name="+")
    guardian_until = models.DateField(null=True)


class Link(models.Model):
    """A citizen as a holder knows her: ``subject`` is the holder's own opaque name for her."""

    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "holder"], name="mydata_one_link"),
            models.UniqueConstraint(fields=["holder", "subject"], name="mydata_subject_once"),
        ]


class Proxy(models.Model):
    """Someone who decides for a citizen, until a day; a guardian by law where ``is_guardian``."""

    id = IdField()
    person = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    proxy = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    is_guardian = models.BooleanField(default=False)
    ends = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    at = models.DateTimeField()


class Consent(models.Model):
    """``choices`` are ``purpose:item``; ``terms`` those that were agreed to; ``pseudonym`` is the citizen's name at the service."""

    id = IdField()
    person = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=LENGTH, unique=True)
    state = _state(ConsentState, ConsentState.OFFERED.value)
    terms = models.JSONField()
    choices = models.JSONField(default=list)
    offered = models.DateTimeField()
    until = models.DateTimeField()
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)
    request = models.JSONField(null=True)  # of the service's pushed request: redirect_uri, state, challenge, jkt

    class Meta:
        indexes = [
            models.Index(fields=["person", "state"], name="mydata_consent_person"),
            models.Index(fields=["state", "ends"], name="mydata_consent_ends"),
        ]


class Event(models.Model):
    """One line of a consent's history; what was sent is in ``Pull``."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)
    by_id = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["consent", "at"], name="mydata_event_consent")]


class Pull(models.Model):
    """One holder's items for one consent at one instant. ``hashes`` are keyed, by item; the key never comes here."""

    id = IdField()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField()
    due = models.DateTimeField()
    state = _state(PullState, PullState.PLANNED.value)
    permitted = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    hashes = models.JSONField(default=dict)
    ground = models.CharField(max_length=20, blank=True)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "holder", "due"], name="mydata_pull_once")]
        indexes = [models.Index(fields=["state", "due"], name="mydata_pull_due")]


class Token(models.Model):
    """A pushed request, a code or an access token, by its hash. ``jkt`` is the key that alone may use it."""

    digest = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=10)
    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(Holder, null=True, on_delete=models.CASCADE, related_name="+")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.CASCADE, related_name="+")
    jkt = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    ends = models.DateTimeField()


class Seen(models.Model):
    """A ``jti`` that passed once."""

    jti = models.CharField(max_length=140, primary_key=True)
    at = models.DateTimeField(db_index=True)


class DeletionOrder(models.Model):
    """``lines`` are ``[pull, item, hash]``; ``attestation`` the receiver's signed answer, whole."""

    id = IdField()
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    items = models.JSONField()
    lines = models.JSONField()
    digest = models.CharField(max_length=64)
    state = _state(OrderState, OrderState.ORDERED.value)
    ordered = models.DateTimeField()
    due = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField()
    attested = models.DateTimeField(null=True)
    attestation = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="mydata_order_due"),
            models.Index(fields=["state", "next_try"], name="mydata_order_try"),
        ]


class Vault(models.Model):
    """Ciphertext that only the citizen's passphrase opens."""

    person = models.OneToOneField("people.User", on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.PositiveIntegerField()
    salt = models.BinaryField(max_length=16)
    nonce = models.BinaryField(max_length=12)
    body = models.BinaryField()
    at = models.DateTimeField()
