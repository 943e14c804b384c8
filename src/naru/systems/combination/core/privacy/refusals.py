"""What a person is told when a private answer cannot be given."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "privacy_budget_spent": Sentence(
            ko="개인정보 보호 예산이 모자라 답할 수 없습니다. 물은 ε {asked}, 남은 ε {left}, 전체 ε {budget}. 더 작은 ε 값으로 묻거나 이미 받은 답을 써 주세요.",
            en="The privacy budget does not reach: ε {asked} asked, {left} of {budget} left. Ask with a smaller ε, or use an answer already given.",
            status=409,
        ),
        "epsilon_not_positive": Sentence(
            ko="ε 값은 0보다 커야 합니다: {epsilon}. 값을 고쳐 주세요.",
            en="An ε must be above nought, not {epsilon}. Correct it.",
        ),
        "budget_unreadable": Sentence(
            ko="개인정보 보호 예산 기록을 읽을 수 없습니다. 사건 폴더의 기록을 손대지 않았는지 확인해 주세요.",
            en="The record of the privacy budget cannot be read. Check that the case's folder was not touched.",
        ),
        "categories_repeat": Sentence(
            ko="셀 값의 목록에 같은 값이 두 번 있습니다. 값마다 한 번만 적어 주세요.",
            en="The list of values to count names one twice. Give each once.",
        ),
        "rows_a_person_unbounded": Sentence(
            ko="한 사람이 차지하는 행의 수가 정해지지 않아 잡음의 크기를 정할 수 없습니다. 1 이상의 수를 적어 주세요.",
            en="How many rows one person may have is not bounded, so no noise can be fitted. State 1 or more.",
        ),
        "opendp_missing": Sentence(
            ko="차분 프라이버시 집계에 필요한 OpenDP가 없습니다. pip install 'naru[dp]' 명령으로 설치해 주세요.",
            en="Differentially private counts need OpenDP. Install it with: pip install 'naru[dp]'.",
            status=501,
        ),
    }
)
