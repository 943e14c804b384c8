"""A recipient token as a person asks for it, and the columns that bear a mark."""

from collections.abc import Sequence

from django import forms

from naru.base.kit.lazy_words import spoken
from naru.data.catalogue.core.columns import Column
from naru.systems.sharing.core.names import LONGEST

DAYS = 90
DAYS_LONGEST = 366


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=LONGEST,
        label=spoken("이름", "Name"),
        help_text=spoken("어느 프로그램이나 누가 쓰는지", "Which program, or who, will use it"),
    )
    days = forms.IntegerField(
        min_value=1, max_value=DAYS_LONGEST, initial=DAYS, label=spoken("기한(일)", "Days it lasts")
    )


class MarkingForm(forms.Form):
    columns = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=spoken("표식을 넣을 열", "Columns that bear the mark"),
    )

    def __init__(self, *args: object, of: Sequence[Column], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field = self.fields["columns"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(column.alias, column.name) for column in of]
