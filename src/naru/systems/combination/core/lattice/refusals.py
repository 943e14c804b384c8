"""What a person is told when the best generalisation cannot be searched for."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "hierarchy_empty": Sentence(
            ko="{column}: 일반화 단계표가 비어 있습니다. 값과 상위 값을 한 줄씩 적어 주세요.",
            en="The hierarchy of {column} is empty. Give each value a line with its more general values.",
        ),
        "hierarchy_ragged": Sentence(
            ko="{column}: 일반화 단계표 {row}째 줄의 칸 수가 첫 줄과 다릅니다. 모든 줄의 칸 수를 맞춰 주세요.",
            en="Line {row} of the hierarchy of {column} has other than the first line's number of levels. Give all lines the same.",
        ),
        "hierarchy_repeats": Sentence(
            ko="{column}: 일반화 단계표에 같은 값이 두 번 나옵니다. 값마다 한 줄만 적어 주세요.",
            en="The hierarchy of {column} names a value twice. Give each value one line.",
        ),
        "hierarchy_not_nested": Sentence(
            ko="{column}: 일반화 단계표의 {level}단계 값 하나가 서로 다른 상위 값에 속합니다. 아래 값은 위 값 하나에만 속해야 합니다.",
            en="In the hierarchy of {column} a value of level {level} belongs to two values of the next. It may belong to one only.",
        ),
        "value_outside_hierarchy": Sentence(
            ko="{column}: 일반화 단계표에 없는 값이 {rows}행에 있습니다. 단계표에 그 값을 더하거나 먼저 처리해 주세요.",
            en="{rows} rows of {column} hold values that its hierarchy lacks. Add them to it, or treat them first.",
        ),
        "nothing_to_generalise": Sentence(
            ko="일반화할 준식별자가 없습니다. 열의 역할에 준식별자를 하나 이상 정해 주세요.",
            en="There is no quasi-identifier to generalise. Give at least one column that role.",
        ),
        "lattice_too_large": Sentence(
            ko="일반화 방법이 너무 많아 모두 살펴볼 수 없습니다: {nodes}가지, 한도 {limit}가지. 준식별자나 단계를 줄여 주세요.",
            en="There are too many ways to generalise to search them all: {nodes}, at most {limit}. Take fewer quasi-identifiers or levels.",
        ),
        "no_solution": Sentence(
            ko="어떤 일반화로도 기준을 지킬 수 없습니다: {failures}. 열을 빼거나 삭제해도 되는 행의 비율을 높이거나 기준을 다시 살펴봐 주세요.",
            en="No generalisation meets the thresholds ({failures}). Drop a column, let more rows be suppressed, or look at the thresholds again.",
            status=422,
        ),
    }
)
