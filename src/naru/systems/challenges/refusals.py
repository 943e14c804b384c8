"""What may have to be said no to with challenges. Knows no Django: the scorer's child refuses by it too."""

from naru.base.kit.refusals import Sentence, declare


def _faulty(ko: str, en: str) -> Sentence:
    return Sentence(ko=ko, en=en, status=422, exit_code=2)


def _now(ko: str, en: str) -> Sentence:
    return Sentence(ko=ko, en=en, status=409)


declare(
    {
        "metric_unknown": _faulty(
            "그런 지표가 없습니다: {name}. 목록에서 골라 주세요.", "There is no metric {name}. Choose from the list."
        ),
        "plan_column_unknown": _faulty(
            "그런 열이 없습니다: {column}. 표의 열 이름을 그대로 골라 주세요.",
            "There is no column {column}. Choose one of the table's.",
        ),
        "plan_target_unfit": _faulty(
            "‘{column}’ 열은 이 지표로 잴 수 없습니다: {reason}. 다른 지표나 열을 골라 주세요.",
            "{column} cannot be judged by this metric: {reason_en}. Choose another metric or column.",
        ),
        "plan_too_small": _faulty(
            "나누면 학습 {train}행, 평가 {test}행이라 점수를 매기기에 모자랍니다. 비율을 바꾸거나 더 큰 표를 골라 주세요.",
            "The split leaves {train} rows to learn from and {test} to predict, too few to score. Change the shares or choose a larger table.",
        ),
        "plan_dates_refused": _faulty(
            "시작과 마감을 다시 봐 주세요. 마감은 시작보다 뒤여야 하고 날짜와 시각이 모두 있어야 합니다.",
            "Check the dates: a challenge closes after it opens, and both need a day and an hour.",
        ),
        "plan_number_refused": _faulty(
            "‘{field}’ 값을 쓸 수 없습니다. {least}부터 {most}까지의 수로 적어 주세요.",
            "{field} must be a number from {least} to {most}.",
        ),
        "challenge_cannot_move": _now(
            "지금 상태에서는 할 수 없습니다: {state}.", "This cannot be done now: the challenge is {state_en}."
        ),
        "leak_stands": _now(
            "정답이 새는 곳이 {count}곳 남아 있어 시작할 수 없습니다: {codes}. 자료를 고쳐 다시 나누어 주세요.",
            "It cannot start while {count} serious leaks stand: {codes}. Mend the data and cut it again.",
        ),
        "leak_source_open": _now(
            "원본 데이터셋을 누구나 읽을 수 있어 정답이 이미 알려져 있습니다. 공개하지 않은 데이터셋을 골라 주세요.",
            "Everyone can read the source dataset, so the truth is known. Choose one that is not public.",
        ),
        "challenge_not_open": _now(
            "지금은 제출을 받지 않습니다. 제출 기간은 {opens}부터 {closes}까지입니다.",
            "Submissions are taken from {opens} to {closes}.",
        ),
        "challenge_reads_source": Sentence(
            ko="이 챌린지의 원본 데이터를 읽을 수 있는 분은 참가할 수 없습니다.",
            en="Whoever can read this challenge's source data cannot take part.",
            status=403,
        ),
        "challenge_runs_it": Sentence(
            ko="챌린지를 운영하거나 감사하는 분은 참가할 수 없습니다.",
            en="Those who run or audit challenges cannot take part.",
            status=403,
        ),
        "team_has_one": _now(
            "이미 이 챌린지의 팀에 들어 있습니다. 한 사람은 한 팀입니다.",
            "You are in a team of this challenge already: one person, one team.",
        ),
        "team_name_taken": _now(
            "같은 이름의 팀이 있습니다: {name}. 다른 이름을 지어 주세요.",
            "There is a team called {name}. Choose another name.",
        ),
        "team_name_refused": _faulty("팀 이름은 2자에서 40자까지 적어 주세요.", "A team's name has 2 to 40 letters."),
        "team_code_unknown": _faulty(
            "초대 부호가 맞지 않습니다. 팀에서 받은 부호를 그대로 적어 주세요.",
            "This invitation is not known. Copy it as your team gave it.",
        ),
        "team_full": _now("팀이 꽉 찼습니다. 한 팀은 {most}명까지입니다.", "The team is full: {most} people at most."),
        "team_merge_late": _now("팀은 {until}까지 합칠 수 있었습니다.", "Teams could merge until {until}."),
        "team_merge_attempts": _now(
            "두 팀이 합쳐 {used}번 제출해 한 팀이 낼 수 있었던 {most}번을 넘으므로 합칠 수 없습니다.",
            "Together the teams made {used} attempts, over the {most} that one team could have made, so they cannot merge.",
        ),
        "attempts_used_up": _now(
            "오늘은 더 낼 수 없습니다. 하루 {most}번까지이며 자정(부산 시각)에 다시 낼 수 있습니다.",
            "No attempt is left today: {most} a day, counted anew at midnight in the city.",
        ),
        "chosen_too_many": _now(
            "마지막 평가에 쓸 제출은 {most}개까지 고를 수 있습니다.",
            "At most {most} submissions can be chosen for the final score.",
        ),
        "submission_cannot_move": _now(
            "지금 상태에서는 할 수 없습니다: {state}.", "This cannot be done now: the submission is {state_en}."
        ),
        "submission_too_large": _faulty(
            "파일이 {most}MB보다 큽니다. 필요한 열만 남겨 주세요.",
            "The file is larger than {most} MB. Keep only the columns asked for.",
        ),
        "submission_missing": _faulty("낼 파일을 골라 주세요.", "Choose a file to submit."),
        "submission_empty": _faulty(
            "파일에 행이 없습니다. 견본 제출 파일처럼 모든 id를 적어 주세요.",
            "The file has no rows. Write every id, as the sample submission does.",
        ),
        "submission_encoding": _faulty(
            "글자를 읽을 수 없는 파일입니다. UTF-8 CSV로 저장해 주세요.",
            "The file's text cannot be read. Save it as CSV in UTF-8.",
        ),
        "submission_header": _faulty(
            "1행(열 이름)이 맞지 않습니다. 필요한 열: {wanted}, 있는 열: {got}. 쉼표로 나누어 그대로 적어 주세요.",
            "Line 1 must name the columns {wanted}, apart by commas; it says {got}.",
        ),
        "submission_ragged": _faulty(
            "{line}행의 칸이 {got}개입니다. 모든 행은 {wanted}칸이어야 합니다.",
            "Line {line} has {got} cells instead of {wanted}.",
        ),
        "submission_cell_empty": _faulty(
            "{line}행의 ‘{column}’ 칸이 비어 있습니다. 모든 칸을 채워 주세요.",
            "Line {line}: {column} is empty. Fill every cell.",
        ),
        "submission_not_number": _faulty(
            "{line}행의 ‘{column}’ 값이 수가 아닙니다: {value}. 쉼표나 단위 없이 숫자만 적어 주세요.",
            "Line {line}: {column} is no number: {value}. Write digits without thousands or units.",
        ),
        "submission_not_finite": _faulty(
            "{line}행의 ‘{column}’ 값이 비어 있거나 무한합니다: {value}. 유한한 수로 적어 주세요.",
            "Line {line}: {column} is not finite: {value}.",
        ),
        "submission_out_of_range": _faulty(
            "{line}행의 ‘{column}’ 값이 범위를 벗어났습니다: {value}. {least}부터 {most}까지 적어 주세요.",
            "Line {line}: {column} is {value}, outside of {least} to {most}.",
        ),
        "submission_row_sum": _faulty(
            "{line}행의 확률을 더하면 {sum}입니다. 1이 되게 적어 주세요.",
            "Line {line}: the probabilities sum to {sum} instead of 1.",
        ),
        "submission_label_unknown": _faulty(
            "{line}행의 ‘{column}’ 값은 정해진 종류가 아닙니다: {value}. 쓸 수 있는 값: {classes}",
            "Line {line}: {column} is {value}, which is none of {classes}.",
        ),
        "submission_id_unknown": _faulty(
            "{line}행의 id는 평가 자료에 없습니다: {value}.", "Line {line}: the test data has no id {value}."
        ),
        "submission_id_twice": _faulty(
            "{line}행의 id는 {first}행에 이미 있습니다: {value}.",
            "Line {line}: id {value} stands in line {first} already.",
        ),
        "submission_id_missing": _faulty(
            "평가 자료의 id {count}개가 없습니다. 첫 번째: {id}.",
            "{count} ids of the test data are missing, the first is {id}.",
        ),
        "scorer_key_missing": Sentence(
            ko="채점기의 열쇠가 없습니다. 채점기 폴더를 되살려 주세요.",
            en="The scorer's key is missing. Restore its folder.",
            status=503,
            exit_code=5,
        ),
        "scorer_seal_broken": Sentence(
            ko="봉인이 깨졌습니다. 자료가 바뀌었거나 열쇠가 다릅니다. 시스템 담당자에게 알려 주세요.",
            en="A seal does not open: the bytes were changed or the key is another. Tell the administrator.",
            status=500,
            exit_code=5,
        ),
        "queue_not_empty": _now(
            "아직 채점할 제출이 {count}건 있습니다. 채점이 끝난 뒤 정답을 엽니다.",
            "{count} submissions wait to be scored. The truth opens after them.",
        ),
        "prize_unfunded": _now(
            "상금 {won}원을 낼 예산이 없습니다. 남은 예산은 {left}원입니다.",
            "The prizes take {won} won and {left} are left in the budget.",
        ),
        "prize_not_reproduced": _now(
            "재현되지 않은 결과에는 상금을 줄 수 없습니다. 코드를 먼저 실행해 주세요.",
            "A prize is paid once the result was reproduced. Run the code first.",
        ),
        "prize_paid_already": _now("이미 지급한 상금입니다.", "This prize is paid already."),
        "bubblewrap_missing": Sentence(
            ko="코드를 가두어 실행할 bubblewrap이 없습니다. 시스템 담당자에게 설치를 요청해 주세요(apt install bubblewrap).",
            en="bubblewrap, which runs code confined, is not installed (apt install bubblewrap).",
            status=409,
            exit_code=5,
        ),
        "reproduction_failed": _now(
            "코드가 제출한 파일을 다시 만들지 못했습니다: {reason}",
            "The code did not make the submitted file again: {reason}",
        ),
        "post_refused": _faulty("글은 1자에서 2000자까지 적어 주세요.", "A post has 1 to 2000 letters."),
        "bundle_refused": _faulty("검증할 수 없는 꾸러미입니다: {reason}", "The bundle cannot be verified: {reason}"),
    }
)
