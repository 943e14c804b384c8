"""The forms of people's pages; the rules themselves are in ``core/texts.py``."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm as AllauthAddWebAuthnForm
from allauth.mfa.webauthn.forms import EditWebAuthnForm as AllauthEditWebAuthnForm
from django import forms
from django.utils import translation
from django.utils.functional import lazy

from naru.base.kit.person import Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.system import SealedKind
from naru.base.kit.words import Words
from naru.base.people.core import texts
from naru.base.people.core.values import ROLE_WORDS


def said(words: Words) -> str:
    """In the visitor's language."""
    return words.in_(translation.get_language() or "ko")


def spoken(ko: str, en: str) -> Any:
    """A label or help text that speaks the language of whoever sees the form."""
    return lazy(lambda: said(Words(ko, en)), str)()


SCOPES = {
    Scope.READ: Words("읽기: 내가 볼 수 있는 데이터를 읽고 내려받기", "Read: see and download what I may see"),
    Scope.WRITE: Words("쓰기: 데이터를 올리고 고치고 펴내기", "Write: add, edit and publish data"),
    Scope.ADMIN: Words("관리: 구성원과 토큰을 다루기", "Admin: manage members and tokens"),
}
DAYS = {
    30: Words("30일", "30 days"),
    90: Words("90일", "90 days"),
    180: Words("180일", "180 days"),
    365: Words("1년", "1 year"),
}


def cleaned(rule: Callable[..., str], text: str, **limits: Any) -> str:
    """What the core's rule makes of the text, its refusal as the form's own error."""
    try:
        return rule(text, **limits)
    except Refused as refused:
        raise forms.ValidationError(said(refused.words)) from None


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """django-allauth's, its labels in the visitor's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = said(Words("로그인 상태 유지", "Keep me signed in"))


class PasskeyForm(AllauthAddWebAuthnForm):  # type: ignore[misc]
    """django-allauth's, its labels in the visitor's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = said(Words("이 기기", "This device"))
        self.fields["name"].label = said(Words("이름", "Name"))
        self.fields["passwordless"].label = said(Words("비밀번호 없이 로그인하는 데 쓰기", "Sign in with it alone"))
        self.fields["passwordless"].help_text = said(
            Words(
                "지문이나 얼굴, 잠금 번호를 묻는 기기라야 합니다. 끄면 비밀번호를 쓴 다음 한 번 더 확인하는 데만 씁니다.",
                "The device must ask for a fingerprint, a face or a PIN. Otherwise it only confirms you after your password.",
            )
        )


class PasskeyNameForm(AllauthEditWebAuthnForm):  # type: ignore[misc]
    """django-allauth's, its labels in the visitor's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = said(Words("이름", "Name"))


class SignupForm(AllauthSignupForm):  # type: ignore[misc]
    """django-allauth's, with the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()
        self.order_fields(["email", "name", "password1", "password2"])

    def clean_name(self) -> str:
        return cleaned(texts.one_line, self.cleaned_data["name"], field="name", longest=80)


class NameForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = name_field()

    def clean_name(self) -> str:
        return cleaned(texts.one_line, self.cleaned_data["name"], field="name", longest=80)


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=80,
        label=spoken("이름", "Name"),
        help_text=spoken(
            "어디에 쓰는지 적어 두면 나중에 알아보기 쉽습니다.", "Say what it is for, so that you know it later."
        ),
    )
    scopes = forms.MultipleChoiceField(
        choices=[(scope.value, spoken(words.ko, words.en)) for scope, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ.value],
        label=spoken("할 수 있는 일", "What it may do"),
    )
    days = forms.TypedChoiceField(
        choices=[(days, spoken(words.ko, words.en)) for days, words in DAYS.items()],
        coerce=int,
        initial=90,
        label=spoken("기한", "Lasts for"),
    )

    organisation = forms.ChoiceField(
        required=False,
        label=spoken("기관", "Organisation"),
        help_text=spoken("하나를 고르면 그 기관의 일만 합니다.", "With one chosen the token acts for that one alone."),
    )

    def __init__(self, *args: Any, organisations: Iterable[tuple[str, Words]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", said(Words("모두", "All of mine"))), *((id_, said(words)) for id_, words in organisations)]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return cleaned(texts.one_line, self.cleaned_data["name"], field="name", longest=80)


class GlassForm(forms.Form):
    """What is to be opened, by its kind and id, and why."""

    kind = forms.ChoiceField(label=spoken("무엇을", "What"))
    thing = forms.CharField(max_length=60, label=spoken("번호", "Its id"))
    reason = forms.CharField(
        max_length=500,
        label=spoken("까닭", "Reason"),
        help_text=spoken("이름이 적힌 사람들이 이 글을 읽습니다.", "Those named will read this."),
    )

    def __init__(self, *args: Any, kinds: Mapping[str, SealedKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, said(each.words)) for kind, each in kinds.items()]  # type: ignore[attr-defined]

    def clean_reason(self) -> str:
        return cleaned(texts.one_line, self.cleaned_data["reason"], field="reason", longest=500)


class DescriptionForm(forms.Form):
    name_ko = forms.CharField(max_length=120, label=spoken("이름", "Name in Korean"))
    name_en = forms.CharField(max_length=120, required=False, label=spoken("영문 이름", "Name in English"))
    description_ko = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=spoken("소개", "About, in Korean"),
    )
    description_en = forms.CharField(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=spoken("영문 소개", "About, in English"),
    )

    def clean_name_ko(self) -> str:
        return cleaned(texts.one_line, self.cleaned_data["name_ko"], field="name_ko", longest=120)

    def clean_name_en(self) -> str:
        text = self.cleaned_data["name_en"]
        return cleaned(texts.one_line, text, field="name_en", longest=120) if text else ""

    def clean_description_ko(self) -> str:
        return cleaned(texts.paragraph, self.cleaned_data["description_ko"], field="description_ko", longest=2000)

    def clean_description_en(self) -> str:
        return cleaned(texts.paragraph, self.cleaned_data["description_en"], field="description_en", longest=2000)


class OrganisationForm(DescriptionForm):
    slug = forms.CharField(
        max_length=60,
        label=spoken("주소", "Address"),
        help_text=spoken(
            "영문 소문자와 숫자, 하이픈. 나중에 바꿀 수 없습니다.", "a-z, 0-9 and hyphens. It cannot be changed later."
        ),
    )
    owner = forms.CharField(
        max_length=254,
        label=spoken("첫 대표의 이메일", "First owner's email"),
        help_text=spoken("이미 가입한 사람이어야 합니다.", "They must have signed up already."),
        widget=forms.EmailInput,
    )

    def clean_slug(self) -> str:
        return cleaned(texts.slug, self.cleaned_data["slug"])

    def clean_owner(self) -> str:
        return cleaned(texts.email_address, self.cleaned_data["owner"])


class MemberForm(forms.Form):
    email = forms.CharField(
        max_length=254,
        label=spoken("이메일", "Email"),
        help_text=spoken("이미 가입한 사람이어야 합니다.", "They must have signed up already."),
        widget=forms.EmailInput,
    )
    role = forms.ChoiceField(
        choices=[(role.value, spoken(words.ko, words.en)) for role, words in ROLE_WORDS.items()],
        initial=Role.MEMBER.value,
        label=spoken("역할", "Role"),
    )

    def clean_email(self) -> str:
        return cleaned(texts.email_address, self.cleaned_data["email"])


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=[(role.value, role.value) for role in Role])


def name_field() -> forms.CharField:
    return forms.CharField(
        max_length=80,
        label=said(Words("이름", "Name")),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
