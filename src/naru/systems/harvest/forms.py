"""What a person says of a source, as a form."""

from typing import Any

from django import forms

from naru.base.kit.lazy_words import spoken
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.people import reads as people
from naru.systems.harvest.actions import SourceSettings
from naru.systems.harvest.adapters.sealed_keys import seal, unseal
from naru.systems.harvest.core import rights
from naru.systems.harvest.core.keys import plain, taken_out
from naru.systems.harvest.core.states import DATA_POLICY_WORDS, DataPolicy
from naru.systems.harvest.kinds.register import KINDS
from naru.systems.harvest.reads import SourceView

RHYTHMS = (
    (1, spoken("한 시간마다", "Every hour")),
    (24, spoken("날마다", "Every day")),
    (168, spoken("주마다", "Every week")),
    (720, spoken("달마다", "Every month")),
    (0, spoken("요청할 때만", "Only when asked")),
)


class SourceForm(forms.Form):
    """``sealed``: the key that was typed when the source was tried, sealed for this person; a key is never sent back."""

    address = forms.CharField(
        max_length=2000,
        label=spoken("주소", "Address"),
        help_text=spoken("포털, 목록 파일이나 API의 주소", "Of a portal, a catalogue file or an API"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}),
    )
    kind = forms.ChoiceField(required=False, label=spoken("종류", "Kind"))
    key = forms.CharField(
        required=False,
        max_length=500,
        label=spoken("인증키", "Service key"),
        help_text=spoken(
            "필요한 곳만. 인코딩한 키와 하지 않은 키 모두 됩니다. 암호화해 저장하고 다시 보여 주지 않습니다.",
            "Where one is needed, encoded or not. It is stored encrypted and never shown again.",
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(required=False, max_length=200, label=spoken("이름", "Name"))
    every_hours = forms.TypedChoiceField(choices=RHYTHMS, coerce=int, initial=24, label=spoken("주기", "How often"))
    share_percent = forms.IntegerField(
        min_value=0,
        max_value=100,
        initial=20,
        label=spoken("한 번에 사라져도 되는 비율(%)", "Share that may go at once (%)"),
        help_text=spoken("이보다 많이 사라지면 사람에게 묻습니다.", "If more are missing, a person is asked."),
    )
    data_policy = forms.ChoiceField(
        choices=[(policy.value, spoken(words.ko, words.en)) for policy, words in DATA_POLICY_WORDS.items()],
        label=spoken("데이터", "Data"),
    )
    organisation = forms.ChoiceField(required=False, label=spoken("담당 기관", "Organisation in charge"))
    sealed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        shown = [kind for kind in KINDS.values() if rights.may_harvest_inside(person) or not kind.is_inside]
        automatic = ("", spoken("주소를 보고 알아내기", "Find out from the address"))
        _offer(
            self,
            "kind",
            [
                automatic,
                *((kind.name, spoken(kind.words.ko, kind.words.en)) for kind in shown),
            ],
        )
        _offer(self, "organisation", _organisations(person))

    def typed_key(self) -> str:
        """The key itself: typed now, pasted within the address, or typed when the source was tried."""
        typed = self.cleaned_data["key"] or taken_out(self.cleaned_data["address"].strip())[1]
        if typed:
            return plain(typed)
        try:
            return unseal(self.cleaned_data["sealed"], self.person.id)
        except (Refused, ValueError):
            return ""

    def sealed_again(self) -> str:
        return seal(self.typed_key(), self.person.id)

    def given_organisation(self) -> OrganisationId | None:
        given = self.cleaned_data["organisation"]
        return OrganisationId(given) if given else None

    def settings(self, *, kind: str = "", address: str = "", options: dict[str, Any] | None = None) -> SourceSettings:
        """``kind`` and ``address`` as a trial found them; else as they were typed."""
        said = self.cleaned_data
        return SourceSettings(
            name=said["name"] or address or said["address"],
            kind=kind or said["kind"],
            address=address or said["address"],
            options=options or {},
            key=self.typed_key(),
            every_hours=said["every_hours"],
            share_may_go=said["share_percent"] / 100,
            data_policy=DataPolicy(said["data_policy"]),
        )


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def initial_of(source: SourceView) -> dict[str, Any]:
    """A form filled with what a source is now; its key stays where it is."""
    return {
        "address": source.address,
        "kind": source.kind,
        "name": source.name,
        "every_hours": source.every_hours,
        "share_percent": round(source.share_may_go * 100),
        "data_policy": source.data_policy,
        "organisation": source.organisation or "",
    }


def _organisations(person: Person) -> list[tuple[str, Any]]:
    if person.is_officer:
        city = ("", spoken("도시", "The city"))
        return [city, *((str(each.id), spoken(each.name.ko, each.name.en)) for each in people.organisations())]
    mine = [people.organisation(each) for each in sorted(person.organisations) if person.stewards(each)]
    return [(str(each.id), spoken(each.name.ko, each.name.en)) for each in mine]
