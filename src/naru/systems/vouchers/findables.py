"""What the search box finds of vouchers: the programmes."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.clock import in_city
from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.systems.vouchers import reads


def programmes(_person: Person) -> Iterator[FindableThing]:
    for each in reads.programmes():
        day = f"{in_city(each.closes):%Y-%m-%d}"
        yield FindableThing(
            title=each.title,
            text=each.summary,
            note=Words(f"접수 마감 {day}", f"closes {day}"),
            address=reverse("vouchers:programme", args=[each.id]),
        )
