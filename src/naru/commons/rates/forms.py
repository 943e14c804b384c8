"""A figure as an officer types it."""

from django import forms

from naru.base.kit.lazy_words import spoken


class RateForm(forms.Form):
    value = forms.CharField(max_length=2000, label=spoken("값", "Value"))
    since = forms.DateField(
        label=spoken("시작하는 날", "Holds from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(
        max_length=300,
        label=spoken("근거", "Source"),
        help_text=spoken("법령의 조항이나 결정 문서", "The article of the law, or the decision"),
    )
    note = forms.CharField(max_length=300, required=False, label=spoken("덧붙임", "Note"))
