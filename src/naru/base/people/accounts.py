"""What django-allauth does on our behalf, our way: who may sign up, and its acts in the trail."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa import signals as mfa_signals
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import get_language

from naru.base.kit import access_log
from naru.base.kit.person import PersonId
from naru.base.kit.words import Words
from naru.base.people import sign_in
from naru.base.people.actions import end_tokens
from naru.base.people.models import SignInTry, User
from naru.base.people.reads import person_of_user
from naru.base.trail import actions as trail

FROM = Words("나루", "Naru")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """The setting ``ACCOUNT_ADAPTER`` of django-allauth."""

    _try: SignInTry | None = None

    def clean_email(self, email: str) -> str:
        """In small letters: people are told apart by it."""
        return super().clean_email(email).lower()  # type: ignore[no-any-return]

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data["name"]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Ours instead of a count in a cache, which a restart or junk empties."""
        self._try = sign_in.begin(_typed(credentials), self._address(request))
        if self._try is None:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and self._try is not None:
            sign_in.succeed(self._try)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        known = User.objects.filter(email=_typed(credentials)).values_list("id", flat=True).first()
        access_log.note(access_log.Happened.SIGN_IN_FAILED, by=known or "", address=self._address(request))

    def _address(self, request: HttpRequest) -> str:
        address: str = truncate_ip(self.get_client_ip(request))
        return address

    def format_email_subject(self, subject: str) -> str:
        return f"[{FROM.in_(get_language() or 'ko')}] {subject}"

    def get_user_display_name(self, user: User) -> str:
        return str(user)


def _typed(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()[:254]


def _record(user: User, verb: str, **facts: Any) -> None:
    trail.record(person_of_user(user).actor, verb, user.id, facts=facts)


@receiver(account_signals.user_signed_up)
def note_sign_up(user: User, **_: Any) -> None:
    _record(user, "person.signed_up")


@receiver(account_signals.user_logged_in)
def note_sign_in(user: User, request: HttpRequest, **_: Any) -> None:
    _record(user, "person.signed_in")
    address = truncate_ip(AccountAdapter(request).get_client_ip(request))
    access_log.note(access_log.Happened.SIGNED_IN, by=user.id, address=address)


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
