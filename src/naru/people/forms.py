"""The forms of people's pages; the rules themselves are in ``core/texts.py``."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.utils import translation

from naru.kit.refusals import Refused
from naru.kit.words import Words
from naru.people.core import texts


def said(words: Words) -> str:
    return words.in_(translation.get_language() or "ko")


def cleaned(rule: Callable[..., str], text: str, **limits: Any) -> str:
    """What the core's rule makes of the text, its refusal as the form's own error."""
    try:
        return rule(text, **limits)
    except Refused as refused:
        raise forms.ValidationError(said(refused.words)) from None


class SignupForm(AllauthSignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            max_length=80,
            label=said(Words("이름", "Name")),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.order_fields(["email", "name", "password1", "password2"])

    def clean_name(self) -> str:
        return cleaned(texts.one_line, self.cleaned_data["name"], field="name", longest=80)
