"""What the catalogue's acts say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.data.catalogue.core.disclosure import BASIS_WORDS, LegalBasis
from naru.data.catalogue.core.states import ACCESS_WORDS, Access

declare(
    Stream(
        name="dataset",
        words=Words("데이터셋", "Datasets"),
        verbs={
            "dataset.registered": Words("‘{title}’ 데이터셋을 등록했습니다.", "Registered the dataset “{title}”."),
            "dataset.harvested": Words(
                "‘{title}’ 데이터셋을 목록 ‘{source}’에서 받았습니다.",
                "Took in the dataset “{title}” from the feed “{source}”.",
            ),
            "dataset.described": Words("‘{title}’ 데이터셋의 설명을 고쳤습니다.", "Described “{title}” anew."),
            "dataset.redescribed": Words(
                "‘{title}’ 데이터셋의 설명이 목록 ‘{source}’에서 바뀌었습니다.",
                "The feed “{source}” described “{title}” anew.",
            ),
            "dataset.submitted": Words("‘{title}’ 데이터셋의 검토를 요청했습니다.", "Submitted “{title}” for review."),
            "dataset.returned": Words("‘{title}’ 데이터셋을 초안으로 되돌렸습니다.", "Returned “{title}” to a draft."),
            "dataset.published": Words("‘{title}’ 데이터셋을 공개했습니다.", "Published “{title}”."),
            "dataset.withdrawn": Words("‘{title}’ 데이터셋을 철회했습니다: {reason}", "Withdrew “{title}”: {reason}"),
            "dataset.access_set": Words(
                "‘{title}’ 데이터셋의 공개 범위를 바꾸었습니다: {access}",
                "Changed who may see “{title}”: {access}",
            ),
            "dataset.granted": Words("‘{title}’ 데이터셋의 이용권을 주었습니다.", "Gave an entitlement to “{title}”."),
            "dataset.grant_revoked": Words(
                "‘{title}’ 데이터셋의 이용권을 거두었습니다.", "Revoked an entitlement to “{title}”."
            ),
            "dataset.distribution_added": Words(
                "‘{title}’ 데이터셋에 배포 파일을 더했습니다.", "Added a distribution to “{title}”."
            ),
            "dataset.distribution_removed": Words(
                "‘{title}’ 데이터셋에서 배포 파일을 뺐습니다.", "Took a distribution out of “{title}”."
            ),
        },
        values={"access": {access.value: ACCESS_WORDS[access] for access in Access}},
    )
)
declare(
    Stream(
        name="disclosure",
        words=Words("개인정보의 공개", "Personal data as it is"),
        verbs={
            "disclosure.asked": Words(
                "개인정보를 그대로 공개하자고 요청했습니다. 열: {columns} · 까닭: {reason} · 근거: {basis}, {basis_text}",
                "Asked to publish personal data as it is. Columns: {columns} · reason: {reason} · basis: {basis}, {basis_text}",
            ),
            "disclosure.approved": Words(
                "개인정보를 그대로 공개하자는 요청을 승인했습니다. 요청한 사람: {asked_by} · 열: {columns} {note}",
                "Approved publishing personal data as it is, asked by {asked_by}. Columns: {columns} {note}",
            ),
            "disclosure.declined": Words(
                "개인정보를 그대로 공개하자는 요청을 돌려보냈습니다. 요청한 사람: {asked_by} · 열: {columns} {note}",
                "Declined publishing personal data as it is, asked by {asked_by}. Columns: {columns} {note}",
            ),
            "disclosure.lapsed": Words(
                "개인정보를 그대로 공개하자는 요청이 필요 없어졌습니다. 열: {columns}",
                "A request to publish personal data as it is lapsed. Columns: {columns}",
            ),
        },
        values={"basis": {basis.value: BASIS_WORDS[basis] for basis in LegalBasis}},
    )
)
declare(
    Stream(
        name="publisher",
        words=Words("제공기관", "Publishers"),
        verbs={
            "publisher.assigned": Words(
                "제공기관 ‘{name}’의 이름이 누구의 것인지 정했습니다: {organisation}",
                "Said whose name the publisher “{name}” is: {organisation}",
            ),
            "publisher.named": Words(
                "제공기관 ‘{name}’의 영어 이름을 ‘{name_en}’(으)로 적었습니다.",
                "Wrote down the English name of the publisher “{name}”: {name_en}",
            ),
        },
    )
)
declare(
    Stream(
        name="version",
        words=Words("표의 버전", "Versions"),
        verbs={
            "version.published": Words(
                "{file} 파일에서 읽은 {rows}행을 {number}번 버전으로 올렸습니다.",
                "Made {rows} rows read from {file} live as version {number}.",
            ),
            "version.held": Words(
                "{file} 파일에서 읽은 {number}번 버전을 확인할 때까지 멈추어 두었습니다.",
                "Held version {number}, read from {file}, for a decision.",
            ),
            "version.computed": Words(
                "{rows}행을 계산하여 {number}번 버전으로 올렸습니다: {derived_by}",
                "Made {rows} rows live as version {number}, computed by {derived_by}.",
            ),
            "version.computed_held": Words(
                "계산한 {number}번 버전을 확인할 때까지 멈추어 두었습니다: {derived_by}",
                "Held version {number}, computed by {derived_by}, for a decision.",
            ),
            "version.released": Words("{number}번 버전을 다시 보이게 했습니다.", "Released version {number}."),
            "version.withdrawn": Words(
                "{number}번 버전을 철회했습니다: {reason}", "Withdrew version {number}: {reason}"
            ),
            "version.rejected": Words(
                "멈추어 둔 {number}번 버전을 돌려보냈습니다.", "Rejected the held version {number}."
            ),
        },
    )
)
