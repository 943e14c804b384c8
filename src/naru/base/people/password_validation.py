"""A validator of Django's for what ``core.passwords`` says."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from naru.base.kit.words import Words
from naru.base.people.core.passwords import is_guessed_first
from naru.base.people.models import User

WORDS = Words(
    "누구나 먼저 짚어 보는 비밀번호입니다. 서로 상관없는 낱말 셋을 이으면 외우기도 쉽고 안전합니다.",
    "This is a password that anyone tries first. Three words that have nothing to do with each other are easy and safe.",
)


class GuessedFirstValidator:
    """Named in the setting ``AUTH_PASSWORD_VALIDATORS``."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ``ValidationError`` where nothing is left of it but what everyone tries."""
        own = [*user.name.split(), user.email.partition("@")[0]] if user is not None else []
        if is_guessed_first(password, own):
            raise ValidationError(WORDS.in_(get_language() or "ko"), code="password_guessed_first")

    def get_help_text(self) -> str:
        return WORDS.in_(get_language() or "ko")
