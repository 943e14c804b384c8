"""What may have to be said no to in the academy."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "academy_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}.",
            en="This cannot be done now: {state_en} → {to_en}.",
            status=409,
        ),
        "academy_rules_refused": Sentence(
            ko="규칙을 읽을 수 없습니다: {what}. 안내서의 보기를 본떠 적어 주세요.",
            en="The rules cannot be read: {what}. Follow the example in the guide.",
            status=422,
            exit_code=2,
        ),
        "cohort_not_open": Sentence(
            ko="지금은 신청을 받지 않습니다. 접수 기간은 {opens}부터 {closes}까지입니다.",
            en="Applications are taken from {opens} to {closes}.",
            status=409,
        ),
        "cohort_still_open": Sentence(
            ko="접수가 {closes}에 끝난 뒤에 선발합니다.",
            en="Selection is after {closes}, when applications close.",
            status=409,
        ),
        "cohort_full": Sentence(ko="자리가 모두 찼습니다: {seats}석.", en="All {seats} seats are taken.", status=409),
        "not_a_student": Sentence(
            ko="이 기수의 수강생만 할 수 있습니다.", en="Only students of this cohort may.", status=403
        ),
        "session_code_wrong": Sentence(
            ko="지금의 출석 코드가 아닙니다. 화면의 여섯 자리를 다시 적어 주세요.",
            en="This is not the code now. Type the six digits on the screen again.",
            status=422,
        ),
        "session_code_locked": Sentence(
            ko="코드를 여러 번 잘못 적어 잠시 막았습니다. 강사에게 말하면 직접 기록해 줍니다.",
            en="Too many wrong codes. Tell the teacher, who can enter it.",
            status=429,
        ),
        "session_not_here": Sentence(
            ko="강의실 네트워크에서만 출석할 수 있습니다. 강의실 와이파이에 연결해 주세요.",
            en="Attendance is taken on the classroom's network only. Connect to its Wi-Fi.",
            status=403,
        ),
        "session_not_now": Sentence(
            ko="출석은 {opens}부터 {closes}까지 받습니다.",
            en="Attendance is taken from {opens} to {closes}.",
            status=409,
        ),
        "attendance_reason_missing": Sentence(
            ko="출석을 고치는 까닭을 적어 주세요.", en="Say why the attendance is corrected.", status=422, exit_code=2
        ),
        "exercise_pack_refused": Sentence(
            ko="실습 묶음을 읽을 수 없습니다: {slug}, {what}. 안내서의 모양대로 고쳐 주세요.",
            en="The exercise pack {slug} cannot be read: {what}. Mend it as the guide says.",
            status=422,
            exit_code=2,
        ),
        "exercise_case_refused": Sentence(
            ko="검사 ‘{case}’의 행을 만들 수 없습니다: {what}.",
            en="The rows of case {case} cannot be made: {what}.",
            status=422,
            exit_code=2,
        ),
        "exercise_solution_wrong": Sentence(
            ko="해답이 검사 ‘{case}’에서 돌지 않습니다: {what}.",
            en="The solution does not run on case {case}: {what}.",
            status=422,
            exit_code=2,
        ),
        "exercise_table_closed": Sentence(
            ko="실습에는 누구나 볼 수 있는 표만 씁니다: {table}.",
            en="An exercise uses tables that everyone may read: {table} is none.",
            status=422,
            exit_code=2,
        ),
        "exercise_version_exists": Sentence(
            ko="실습 {slug} {version}판이 이미 있습니다. 내용을 바꾸려면 판을 올려 주세요.",
            en="Version {version} of {slug} exists. Raise the version to change it.",
            status=409,
        ),
        "answer_empty": Sentence(ko="답을 적어 주세요.", en="Write an answer.", status=422, exit_code=2),
        "program_too_long": Sentence(
            ko="답은 {most}자까지입니다.", en="An answer is at most {most} characters.", status=422, exit_code=2
        ),
        "program_failed": Sentence(
            ko="{line}번째 줄에서 멈췄습니다: {error}", en="Stopped at line {line}: {error}", status=422
        ),
        "program_without_answer": Sentence(
            ko="결과를 answer에 담아 주세요. 예: answer = 표.head()",
            en="Put the result into answer, for instance: answer = table.head()",
            status=422,
        ),
        "answer_not_a_table": Sentence(
            ko="answer는 표여야 합니다. 데이터프레임이나 값 하나를 담아 주세요. 지금은 이것입니다: {kind}.",
            en="answer is to be a table: a data frame or one value. It is {kind}.",
            status=422,
        ),
        "program_broke": Sentence(
            ko="프로그램이 답을 내지 못하고 끝났습니다.", en="The program ended without an answer.", status=422
        ),
        "program_took_too_much": Sentence(
            ko="시간 {seconds}초나 메모리 {memory}MB를 넘어 멈췄습니다. 행을 먼저 줄여 보세요.",
            en="Stopped at {seconds} s or {memory} MB. Reduce the rows first.",
            status=422,
        ),
        "practice_busy": Sentence(
            ko="지금 많은 사람이 실행하고 있습니다. 잠시 뒤에 다시 눌러 주세요.",
            en="Many are running programs now. Press again in a moment.",
            status=503,
        ),
        "practice_slow_down": Sentence(
            ko="한 시간에 {most}번까지 낼 수 있습니다. {minutes}분 뒤에 다시 내 주세요.",
            en="{most} answers an hour. Hand in again in {minutes} minutes.",
            status=429,
        ),
        "credential_not_due": Sentence(
            ko="수료 조건을 채우지 않아 증명서를 줄 수 없습니다.",
            en="The course is not completed, so there is no certificate.",
            status=409,
        ),
        "credential_terms_unknown": Sentence(
            ko="바깥 검증기가 거절할 증명서는 내지 않습니다: {what}.",
            en="A credential that outside verifiers would refuse is not issued: {what}.",
            status=422,
        ),
        "posting_refused": Sentence(
            ko="구인 조건을 고쳐 주세요: {what}.", en="Mend the posting: {what_en}.", status=422, exit_code=2
        ),
        "posting_under_minimum_wage": Sentence(
            ko="시급으로 {hour}원이어서 최저임금 {least}원보다 적습니다. 임금이나 시간을 고쳐 주세요 (직업안정법 25).",
            en="This is {hour} won an hour, under the minimum wage of {least}. Change pay or hours (Employment Security Act, article 25).",
            status=422,
            exit_code=2,
        ),
        "posting_closed": Sentence(ko="마감한 구인입니다.", en="The posting is closed.", status=409),
        "retention_too_early": Sentence(
            ko="재직은 {day}부터 확인할 수 있습니다.", en="This can be said from {day} on.", status=409
        ),
        "no_certificate_yet": Sentence(
            ko="증명서가 있는 수료생만 지원에 동의할 수 있습니다.",
            en="Only graduates with a certificate may consent to a posting.",
            status=409,
        ),
    }
)
