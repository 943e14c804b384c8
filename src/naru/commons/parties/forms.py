"""A party as an officer types it."""

from typing import Any

from django import forms

from naru.base.kit.lazy_words import spoken
from naru.base.kit.words import Words
from naru.commons.parties.core.values import LONGEST, Details, PartyKind


class DetailsForm(forms.Form):
    name_ko = forms.CharField(max_length=LONGEST["name_ko"], label=spoken("이름", "Name in Korean"))
    name_en = forms.CharField(
        max_length=LONGEST["name_en"], required=False, label=spoken("영문 이름", "Name in English")
    )
    representative = forms.CharField(
        max_length=LONGEST["representative"], required=False, label=spoken("대표자", "Representative")
    )
    address = forms.CharField(max_length=LONGEST["address"], required=False, label=spoken("주소", "Address"))
    bank = forms.CharField(max_length=LONGEST["bank"], required=False, label=spoken("은행", "Bank"))
    account_number = forms.CharField(max_length=40, required=False, label=spoken("계좌번호", "Account number"))
    since = forms.DateField(
        label=spoken("이날부터", "From this day on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def details(self) -> Details:
        said: dict[str, Any] = {name: self.cleaned_data[name] for name in DetailsForm.base_fields}
        name = Words(said.pop("name_ko"), said.pop("name_en"))
        return Details(name=name, **said)


class PartyForm(DetailsForm):
    kind = forms.ChoiceField(
        choices=[(kind.value, spoken(kind.words.ko, kind.words.en)) for kind in PartyKind],
        label=spoken("종류", "Kind"),
    )
    business_number = forms.CharField(
        max_length=20,
        required=False,
        label=spoken("사업자등록번호", "Business registration number"),
        help_text=spoken("개인을 뺀 모두", "Everyone but a person"),
    )
    corporate_number = forms.CharField(
        max_length=20,
        required=False,
        label=spoken("법인등록번호", "Corporate registration number"),
        help_text=spoken("법인만", "Companies alone"),
    )
    field_order = ("kind", "business_number", "corporate_number")
