"""What people are told of training sets."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "set_field_missing": Sentence(
            ko="{place}: 값이 없습니다. 학습 데이터 계획에 이 항목을 적어 주세요.",
            en="{place} is missing. Add it to the set's plan.",
            status=422,
        ),
        "set_field_unknown": Sentence(
            ko="{place}: 알 수 없는 항목입니다. 쓸 수 있는 항목: {known}.",
            en="{place} is not a field of a set's plan. Known here: {known}.",
            status=422,
        ),
        "set_field_unusable": Sentence(
            ko="{place}: 쓸 수 없는 값입니다 ({given}). 필요한 값: {ko_wanted}.",
            en="{place} cannot be {given}. It takes {en_wanted}.",
            status=422,
        ),
        "set_plan_malformed": Sentence(
            ko="학습 데이터 계획을 읽을 수 없습니다: {problem}.",
            en="The set's plan cannot be read: {problem}.",
            status=422,
        ),
        "set_clip_unknown": Sentence(
            ko="{clip}: 이 세트에 없는 영상입니다.",
            en="{clip} is no clip of this set.",
            status=404,
        ),
        "set_clip_gone": Sentence(
            ko="{clip}: 철회된 영상이라 쓸 수 없습니다.",
            en="{clip} was withdrawn and cannot be used.",
            status=410,
        ),
        "set_clip_unlabelled": Sentence(
            ko="{clip}: 아직 라벨이 없습니다. 초벌 라벨을 만들거나 라벨을 가져와 주세요.",
            en="{clip} has no labels yet. Make pre-labels or bring some.",
            status=409,
        ),
        "set_labels_of_no_clip": Sentence(
            ko="라벨 파일의 이름이 세트의 영상과 맞지 않습니다: {names}. 영상 번호나 파일 이름이 같아야 합니다.",
            en="The label file names no clip of this set: {names}. It must name a clip by its id or its file's name.",
            status=422,
        ),
        "set_labels_changed": Sentence(
            ko="그사이 라벨이 바뀌었습니다. 새로 열어 다시 봐 주세요.",
            en="The labels changed meanwhile. Open them anew and look again.",
            status=409,
        ),
        "set_merge_needs_two": Sentence(
            ko="{clip}: 합치려면 두 사람 이상의 라벨이 있어야 합니다.",
            en="{clip}: to merge there must be labels of two people or more.",
            status=409,
        ),
        "clip_not_masked": Sentence(
            ko="{clip}: 가리지 않은 사람이나 차가 있어 정제를 통과할 수 없습니다. 가리지 않은 상자: {boxes}개. 영상을 다시 분석해 주세요.",
            en="{clip} is not masked whole, so it cannot pass: {boxes} boxes are not covered, or there is no masked copy. Run it again.",
            status=409,
        ),
        "stage_not_due": Sentence(
            ko="지금은 이 단계를 할 차례가 아닙니다({stage_ko}). 할 차례인 단계: {due_ko}.",
            en="{stage_en} is not due now; what is due: {due_en}.",
            status=409,
        ),
        "stage_reason_missing": Sentence(
            ko="되돌리는 까닭을 적어 주세요. 기록에 남습니다.",
            en="Say why it is rejected; it stays in the ledger.",
            status=422,
        ),
        "inspector_labelled": Sentence(
            ko="라벨을 그리거나 고친 사람은 검수할 수 없습니다. 다른 사람이 봐 주세요.",
            en="Whoever labelled a clip cannot inspect it. Somebody else has to look.",
            status=409,
        ),
        "verify_refused": Sentence(
            ko="품질검증을 통과할 수 없습니다. 규칙에 어긋난 라벨: {faults}개. 첫째: {first_ko}. 그림 번호: {frame}.",
            en="It cannot be verified: {faults} labels break a rule. The first: {first_en}, in frame {frame}.",
            status=409,
        ),
        "release_barred": Sentence(
            ko="배포할 수 없습니다. 까닭 {count}가지. 첫째: {first_ko}",
            en="It cannot be released, for {count} reasons. The first: {first_en}",
            status=409,
        ),
        "release_moved": Sentence(
            ko="확인하는 사이에 세트가 바뀌었습니다. 다시 확인해 주세요.",
            en="The set changed while it was checked. Check it again.",
            status=409,
        ),
        "release_not_for_you": Sentence(
            ko="이 배포판은 이용 권한이 있는 사람만 받을 수 있습니다. 데이터셋 페이지에서 신청해 주세요.",
            en="This release is for those entitled to its dataset. Ask for it on the dataset's page.",
            status=403,
        ),
        "release_is_gone": Sentence(
            ko="이 배포판은 일부가 철회되어 더 내주지 않습니다. 새 배포판을 받아 주세요.",
            en="Something of this release was withdrawn, so it is not handed out any more. Take the newer one.",
            status=410,
        ),
        "withdrawal_target_unknown": Sentence(
            ko="{target}: 철회할 수 있는 영상, 궤적, 카메라가 아닙니다.",
            en="{target} is no clip, track or camera that can be withdrawn.",
            status=404,
        ),
        "withdrawal_basis_missing": Sentence(
            ko="철회하는 근거와 까닭을 적어 주세요. 파기 확인서에 남습니다.",
            en="Say the basis and the reason of the withdrawal; both stand on the certificate.",
            status=422,
        ),
    }
)
