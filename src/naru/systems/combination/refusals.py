"""What the three roles of a combination are told when something cannot be."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "column_unknown": Sentence(
            ko="열을 찾을 수 없습니다: {column}. 결합한 표의 열 이름을 확인해 주세요.",
            en="There is no column {column}. Check the names of the joined table's columns.",
        ),
        "columns_unreadable": Sentence(
            ko="열의 역할을 적은 것을 읽을 수 없습니다({reason}). 이름과 역할(quasi_identifier, sensitive, insensitive)을 열마다 적어 주세요.",
            en="The columns' roles cannot be read ({reason}). Give each column a name and a role: quasi_identifier, sensitive or insensitive.",
        ),
    }
)
