"""A decision about a hold, as a person types it."""

from django import forms

from naru.base.gates.actions import NOTE_LENGTH
from naru.base.kit.lazy_words import spoken


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=spoken("확인한 것이나 돌려보내는 까닭", "What was checked, or why not"),
        max_length=NOTE_LENGTH,
    )
