"""Rows of people."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from naru.base.kit.fields import IdField
from naru.base.kit.person import Role
from naru.base.people.core.break_glass import GlassState
from naru.base.people.core.roles import HeldBy


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """By the address, whatever its case."""
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser):
    """``AUTH_USER_MODEL``: an account, told apart by its address whatever that one's case."""

    id = IdField()
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=80)
    is_officer = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="people_one_user_an_address")]

    def __str__(self) -> str:
        return self.name or self.email


class Organisation(models.Model):
    id = IdField()
    slug = models.SlugField(max_length=60, unique=True)
    name_ko = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    description_ko = models.TextField(blank=True, max_length=2000)
    description_en = models.TextField(blank=True, max_length=2000)
    created = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name_ko


class Membership(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="people_one_membership"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="people_known_role"
            ),
        ]


class ApiToken(models.Model):
    id = IdField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    start = models.CharField(max_length=10)  # its first characters, by which its owner recognises it
    digest = models.CharField(max_length=64, unique=True)  # SHA-256, in hex; the token itself is stored nowhere
    scopes = models.JSONField(default=list)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    issued = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)


class SignInTry(models.Model):
    """Somebody tried to sign in; ``account`` is a digest of what they typed, ``address`` where they came from."""

    id = IdField()
    account = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    at = models.DateTimeField(db_index=True)
    succeeded = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="sign_in_account"),
            models.Index(fields=["address", "at"], name="sign_in_address"),
        ]


class RoleAssignment(models.Model):
    """A role beyond an organisation's, that a person or a token has for a term."""

    id = IdField()
    held_by = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in HeldBy])
    holder_id = models.CharField(max_length=26)
    role = models.CharField(max_length=60)
    over_kind = models.CharField(max_length=40, blank=True, default="")
    over_id = models.CharField(max_length=60, blank=True, default="")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)
    by_id = models.CharField(max_length=26)

    class Meta:
        indexes = [
            models.Index(fields=["held_by", "holder_id"], name="role_holder"),
            models.Index(fields=["role", "over_kind", "over_id"], name="role_over"),
        ]


class BreakGlass(models.Model):
    """Somebody asked to see something sealed, and what a second person said."""

    id = IdField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=10,
        default=GlassState.ASKED.value,
        choices=[(state.value, state.value) for state in GlassState],
    )
    asked_by_id = models.CharField(max_length=26)
    asked_at = models.DateTimeField()
    ended_by_id = models.CharField(max_length=26, blank=True, default="")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "asked_by_id"], name="glass_subject")]
