"""What django-allauth does on our behalf, our way: who may sign up, and its acts in the trail."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa import signals as mfa_signals
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language

from naru.base.kit.person import PersonId
from naru.base.kit.words import Words
from naru.base.people.actions import end_tokens
from naru.base.people.models import User
from naru.base.people.reads import person_of_user
from naru.base.trail import actions as trail

FROM = Words("나루", "Naru")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The setting ``ACCOUNT_ADAPTER`` of django-allauth."""

    def clean_email(self, email: str) -> str:
        """In small letters: people are told apart by it."""
        return super().clean_email(email).lower()  # type: ignore[no-any-return]

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def format_email_subject(self, subject: str) -> str:
        return f"[{FROM.in_(get_language() or 'ko')}] {subject}"

    def get_user_display_name(self, user: User) -> str:
        return str(user)


def _record(user: User, verb: str, **facts: Any) -> None:
    trail.record(person_of_user(user).actor, verb, user.id, facts=facts)


@receiver(account_signals.user_signed_up)
def note_sign_up(user: User, **_: Any) -> None:
    _record(user, "person.signed_up")


@receiver(account_signals.user_logged_in)
def note_sign_in(user: User, **_: Any) -> None:
    _record(user, "person.signed_in")


@receiver([account_signals.password_changed, account_signals.password_set, account_signals.password_reset])
def note_password(user: User, **_: Any) -> None:
    """Tokens end with the password that guarded them."""
    _record(user, "person.password_set")
    end_tokens(person_id=PersonId(user.id), by=person_of_user(user))


@receiver(account_signals.email_changed)
def note_email(user: User, **_: Any) -> None:
    _record(user, "person.email_changed")


@receiver(mfa_signals.authenticator_added)
def note_factor_added(user: User, authenticator: Any, **_: Any) -> None:
    _record(user, "person.factor_added", type=str(authenticator.type))


@receiver(mfa_signals.authenticator_removed)
def note_factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    _record(user, "person.factor_removed", type=str(authenticator.type))
