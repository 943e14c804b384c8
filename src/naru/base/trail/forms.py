"""The auditor's questions as a form."""

from typing import Any

from django import forms
from django.utils import translation

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import stream_words
from naru.base.trail.reads import Search


class SearchForm(forms.Form):
    """``before`` is the ``older`` of the part that was shown."""

    text = forms.CharField(required=False, max_length=200)
    stream = forms.ChoiceField(required=False)
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, streams: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "text": Words("한 일, 대상, 한 사람", "Act, subject or person"),
            "stream": Words("갈래", "Stream"),
            "since": Words("부터", "From"),
            "until": Words("까지", "Until"),
        }
        language = translation.get_language() or "ko"
        for name, words in labels.items():
            self.fields[name].label = words.in_(language)
        stream = self.fields["stream"]
        assert isinstance(stream, forms.ChoiceField)
        stream.choices = [
            ("", Words("모두", "All").in_(language)),
            *((each, stream_words(each).in_(language)) for each in streams),
        ]

    def search(self) -> Search:
        asked = {name: value for name, value in self.cleaned_data.items() if name != "before"}
        return Search(**asked)
