"""The catalogue's forms; the rules themselves are in ``core/description.py``."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.lazy_words import spoken
from naru.base.kit.words import Words
from naru.base.people.core.values import Organisation
from naru.data.catalogue.core.description import TITLE_LONGEST
from naru.data.catalogue.core.entitlement import Terms
from naru.data.catalogue.core.states import ACCESS_WORDS, Access
from naru.data.catalogue.core.values import Description
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES


def said(words: Words) -> str:
    """In the visitor's language."""
    return words.in_(get_language() or "ko")


def choices(table: dict[str, Any], empty: Words | None = None) -> list[tuple[str, str]]:
    """A code list as a field's choices; ``empty`` is what the choice of none is called."""
    first = [("", said(empty))] if empty else []
    return [*first, *((code, said(entry.words)) for code, entry in table.items())]


def day(ko: str, en: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=spoken(ko, en), required=False, widget=widget)


def line(
    ko: str, en: str, longest: int, *, required: bool = False, hint: tuple[str, str] | None = None
) -> forms.CharField:
    return forms.CharField(
        label=spoken(ko, en), max_length=longest, required=required, help_text=spoken(*hint) if hint else ""
    )


def text(ko: str, en: str, rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=spoken(ko, en), required=False, max_length=20_000, widget=widget)


class DescriptionForm(forms.Form):
    """Everything DCAT says of a dataset that a person writes."""

    title = line("제목", "Title", TITLE_LONGEST, required=True)
    title_en = line("영문 제목", "English title", TITLE_LONGEST)
    description = text("설명", "Description", 6)
    description_en = text("영문 설명", "English description", 4)
    publisher = line(
        "제공기관", "Publisher", 200, hint=("데이터를 내는 부서나 기관", "The office or firm that issues the data")
    )
    themes = forms.MultipleChoiceField(
        label=spoken("분야", "Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    keywords = line("키워드", "Keywords", 2000, hint=("쉼표로 나누어 적습니다", "Separated by commas"))
    licence = forms.ChoiceField(label=spoken("이용허락", "Licence"), required=False)
    frequency = forms.ChoiceField(label=spoken("갱신 주기", "Update frequency"), required=False)
    place = line("지역", "Place", 200, hint=("예: 부산광역시 해운대구", "As in 부산광역시 해운대구"))
    period_start = day("기간 시작", "Period from")
    period_end = day("기간 끝", "Period to")
    contact = line("문의처", "Contact", 300)
    landing_page = forms.URLField(
        label=spoken("원본 페이지", "Source page"), required=False, max_length=2000, assume_scheme="https"
    )
    issued = day("등록일", "Issued")
    modified = day("수정일", "Modified")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unstated = Words("밝혀지지 않음", "Not stated")
        self.fields["themes"].choices = choices(THEMES)  # type: ignore[attr-defined]
        self.fields["licence"].choices = choices(LICENCES, unstated)  # type: ignore[attr-defined]
        self.fields["frequency"].choices = choices(FREQUENCIES, unstated)  # type: ignore[attr-defined]

    @classmethod
    def about(cls, description: Description) -> "DescriptionForm":
        """The form filled in with what is said now."""
        initial = {name: getattr(description, name) for name in cls.base_fields}
        return cls(initial={**initial, "themes": list(description.themes), "keywords": ", ".join(description.keywords)})

    def to_description(self) -> Description:
        """Of a form that is valid; keywords are parted at commas and line ends."""
        given = self.cleaned_data
        keywords = tuple(filter(None, (word.strip() for word in re.split(r"[,，\n]", given["keywords"]))))
        return Description(**{**given, "themes": tuple(given["themes"]), "keywords": keywords})


class NewDatasetForm(DescriptionForm):
    """A description and who will look after the dataset."""

    organisation = forms.ChoiceField(label=spoken("관리 기관", "Steward"), required=False)

    def __init__(self, *args: Any, organisations: list[tuple[str, Words]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(code, said(words)) for code, words in organisations]  # type: ignore[attr-defined]

    def to_description(self) -> Description:
        self.cleaned_data.pop("organisation", None)
        return super().to_description()


class AccessForm(forms.Form):
    access = forms.ChoiceField(label=spoken("누가 볼 수 있나", "Who may see it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [access for access in Access if access is not Access.SEALED]  # that is for systems
        self.fields["access"].choices = [(one.value, said(ACCESS_WORDS[one])) for one in chosen]  # type: ignore[attr-defined]


class WithdrawalForm(forms.Form):
    reason = line(
        "철회하는 까닭",
        "Reason",
        500,
        required=True,
        hint=(
            "감사 기록에 남습니다. 개인정보를 그대로 옮겨 적지 마세요.",
            "It is kept in the trail: do not copy personal data into it.",
        ),
    )


class PublicationForm(forms.Form):
    """What a dataset is published with, where it lacks one of them."""

    publisher = line(
        "제공기관",
        "Publisher",
        200,
        required=True,
        hint=("데이터를 내는 부서나 기관", "The office or firm that issues the data"),
    )
    licence = forms.ChoiceField(
        label=spoken("이용허락", "Licence"),
        help_text=spoken(
            "누가 어떻게 써도 되는지 정합니다. 공공데이터는 대개 공공누리 제1유형입니다.",
            "It says who may use the data and how. Public data mostly has KOGL type 1.",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licence"].choices = choices(LICENCES, Words("고르세요", "Choose one"))  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """An entitlement to the whole dataset; parts of tables are given through the API and by systems."""

    organisation = forms.ChoiceField(label=spoken("기관", "Organisation"))
    ends = day("이용 기간의 끝", "Ends")
    basis_text = line(
        "근거",
        "Basis",
        500,
        required=True,
        hint=("계약, 협약, 결정의 이름과 번호", "The contract, agreement or decision, with its number"),
    )
    purpose = line("목적", "Purpose", 500)

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(one.id, said(one.name)) for one in organisations]  # type: ignore[attr-defined]

    def to_terms(self) -> Terms:
        """The day that it ends is the last one on which it holds."""
        last: date | None = self.cleaned_data["ends"]
        ends = datetime.combine(last + timedelta(days=1), time(), CITY_ZONE) if last else None
        return Terms(ends=ends, basis_text=self.cleaned_data["basis_text"], purpose=self.cleaned_data["purpose"])
