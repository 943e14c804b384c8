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
        "column_reserved": Sentence(
            ko="열 이름 {column}: 결합에서 쓰는 이름입니다. 다른 이름으로 바꾸어 주세요.",
            en="The column name {column} is used by the combination itself. Rename the column.",
        ),
        "key_spec_wrong": Sentence(
            ko="결합키 명세를 쓸 수 없습니다({problem}). 명세를 고쳐 모든 결합신청자와 다시 합의해 주세요.",
            en="The key specification cannot be used ({problem}). Mend it, and agree on it again with every owner.",
        ),
        "item_missing": Sentence(
            ko="파일에 없는 열이 있습니다: {items}. 명세와 같은 이름의 열을 넣어 주세요.",
            en="The file lacks the columns {items}. Add columns of the names that were agreed.",
        ),
        "item_in_payload": Sentence(
            ko="속성으로 보낼 수 없는 항목이 있습니다: {items}. 이름과 전화번호는 보내지 말고, 생년월일이나 성별은 준식별자로 적어 주세요.",
            en="The items {items} cannot be sent as attributes. Leave names and numbers out; a birth or a sex may go as a quasi-identifier.",
        ),
        "records_unreadable": Sentence(
            ko="파일을 읽을 수 없습니다: {file} (줄 {place}). 그 줄의 따옴표와 열 수를 확인해 주세요.",
            en="The file {file} cannot be read (row {place}). Check that row's quotes and its number of columns.",
        ),
        "records_encoding": Sentence(
            ko="글자가 한 가지 방식으로 적혀 있지 않습니다: {file}. 전체를 UTF-8이나 CP949 하나로 저장해 주세요.",
            en="The text of {file} is not in one encoding. Save the whole file as UTF-8, or as CP949.",
        ),
        "records_column_twice": Sentence(
            ko="같은 이름의 열이 둘 있습니다: {file}. 열 이름을 다르게 해 주세요.",
            en="The file {file} has two columns of one name. Rename one.",
        ),
        "records_column_no_text": Sentence(
            ko="글자로 바꿀 수 없는 열이 있습니다({type}). 그 열을 빼거나 글자로 저장해 주세요.",
            en="A column cannot be read as text ({type}). Leave it out, or save it as text.",
        ),
        "records_changed": Sentence(
            ko="결합키를 만들 때와 다른 파일입니다: {file}. 같은 파일로 다시 하거나 결합키부터 다시 만들어 주세요.",
            en="The file {file} is not the one that the keys were made of. Use that file, or make the keys again.",
        ),
        "keys_first": Sentence(
            ko="결합키를 먼저 만들어 주세요.",
            en="Make the keys first.",
        ),
        "map_first": Sentence(
            ko="연계정보를 먼저 만들어 주세요.",
            en="Make the map first.",
        ),
        "not_key_table": Sentence(
            ko="결합키 파일의 내용이 명세와 다릅니다: {party}. 같은 명세로 다시 만들어 달라고 해 주세요.",
            en="What {party} sent is not the table of keys that was agreed. Ask for it again, by the same specification.",
        ),
        "not_payload": Sentence(
            ko="결합대상정보의 내용이 설명과 다릅니다: {party}. 다시 만들어 달라고 해 주세요.",
            en="What {party} sent is not the payload that it describes. Ask for it again.",
        ),
        "serials_not_unique": Sentence(
            ko="일련번호가 비었거나 겹칩니다: {party}. 다시 만들어 달라고 해 주세요.",
            en="Serials of {party} are missing or repeated. Ask for the file again.",
        ),
        "not_link_map": Sentence(
            ko="결합키연계정보가 아닙니다. 결합키관리기관에 다시 요청해 주세요.",
            en="This is not a map of these parties. Ask the key authority for it again.",
        ),
        "link_map_not_injective": Sentence(
            ko="한 일련번호가 여러 사람과 이어져 있습니다: {party}. 결합키관리기관에 다시 요청해 주세요.",
            en="A serial of {party} is linked more than once. Ask the key authority for the map again.",
        ),
        "rate_asked_too_often": Sentence(
            ko="결합률을 이미 {times}번 알렸습니다. 여러 번 묻는 것만으로도 누가 들어 있는지 알 수 있어 더는 알리지 않습니다.",
            en="The match rate has been told {times} times. More answers would tell who is in the data, so there are none.",
        ),
        "combination_memory": Sentence(
            ko="표가 메모리({memory})에 들어가지 않습니다. 사람에 관한 것을 디스크에 풀어 쓰지 않으므로 멈췄습니다. 대상을 나누거나 더 큰 컴퓨터에서 해 주세요.",
            en="The tables do not fit in memory ({memory}), and persons' records are not spilled to disk. Divide the case, or use a larger machine.",
        ),
        "nothing_joined": Sentence(
            ko="결합된 건이 없습니다. 결합률과 거절 사유를 확인하고 결합키 항목을 다시 협의해 주세요.",
            en="No record was joined. Look at the match rate and the reasons, and agree on the key's items anew.",
        ),
        "case_not_there": Sentence(
            ko="지금 상태({state})에서는 할 수 없는 일입니다({event}). 할 수 있는 일: {possible}.",
            en="This ({event}) cannot be done in the state {state}. Possible now: {possible}.",
        ),
        "release_panel_size": Sentence(
            ko="심사위원은 {least}명에서 {most}명이어야 합니다. 지금은 {members}명입니다.",
            en="A panel has {least} to {most} members; this one has {members}.",
        ),
        "release_panel_member_twice": Sentence(
            ko="같은 심사위원이 두 번 들어 있습니다. 한 번만 적어 주세요.",
            en="A member is named twice. Name each once.",
        ),
        "release_member_with_interest": Sentence(
            ko="이해관계가 있는 심사위원입니다: {member} ({party}). 다른 분을 모셔 주세요.",
            en="The member {member} has an interest in {party}. Appoint somebody else.",
        ),
        "release_panel_stands": Sentence(
            ko="심사위원이 이미 정해졌습니다. 이 반출신청이 끝날 때까지 바꿀 수 없습니다.",
            en="The panel has been appointed, and stays until this proposal is decided.",
        ),
        "release_panel_missing": Sentence(
            ko="심사위원을 먼저 정해 주세요.",
            en="Appoint the panel first.",
        ),
        "release_not_a_member": Sentence(
            ko="이 반출신청의 심사위원이 아닙니다: {member}.",
            en="{member} is no member of this proposal's panel.",
        ),
        "release_voted_already": Sentence(
            ko="이미 표결했습니다: {member}.",
            en="{member} has voted already.",
        ),
        "release_vote_on_other_bytes": Sentence(
            ko="심사 중인 파일과 다른 파일에 대한 표입니다: {member}. 보고서에 적힌 SHA-256을 확인해 주세요.",
            en="The vote of {member} is on other bytes than those under review. Compare the report's SHA-256.",
        ),
        "release_conditions_missing": Sentence(
            ko="조건부 승인에는 조건을, 다른 표에는 조건 없이 적어 주세요: {member}.",
            en="Give conditions with a conditional approval, and with that alone: {member}.",
        ),
        "release_review_closed": Sentence(
            ko="심사 중이 아닙니다(상태 {state}).",
            en="No review is open (state {state}).",
        ),
        "release_choice_unknown": Sentence(
            ko="승인, 조건부 승인, 반려 가운데 하나를 골라 주세요.",
            en="Choose to approve, to approve with conditions, or to refuse.",
        ),
        "release_not_reviewed_bytes": Sentence(
            ko="심사에서 승인된 파일과 다릅니다. 내보내지 않았습니다. 다시 반출신청을 해 주세요.",
            en="These are not the bytes that were approved. Nothing was released; propose them anew.",
        ),
        "release_too_large": Sentence(
            ko="반출 파일이 너무 큽니다({size}바이트, 한도 {most}바이트). 줄여서 다시 신청해 주세요.",
            en="The release is too large ({size} bytes of {most}). Make it smaller and propose it again.",
        ),
        "release_file_exists": Sentence(
            ko="같은 이름의 파일이 이미 있습니다: {file}. 다른 이름을 주세요.",
            en="The file {file} is there already. Give another name.",
        ),
        "assessment_not_passed": Sentence(
            ko="지금 표는 적정성 평가를 통과하지 않았습니다({failures}). 추가 가명처리와 평가를 다시 해 주세요.",
            en="The present table has not passed its assessment ({failures}). Treat it and assess it again.",
        ),
        "serial_left": Sentence(
            ko="반출할 표에 일련번호가 남아 있습니다({column}). 내보내지 않았습니다.",
            en="A serial ({column}) is left in the table. Nothing was released.",
        ),
        "table_not_there": Sentence(
            ko="아직 만들지 않은 표입니다: {table}.",
            en="The table {table} has not been made yet.",
        ),
        "dossier_broken": Sentence(
            ko="기록이 쓰인 그대로가 아닙니다({entry}번째 항목). 보관한 사본과 비교해 주세요.",
            en="The dossier is not as it was written (entry {entry}). Compare it with a copy.",
        ),
        "dossier_cut": Sentence(
            ko="기록의 끝이 없습니다. 남은 항목은 {entries}개입니다. 보관한 사본과 비교해 주세요.",
            en="The end of the dossier is missing; {entries} entries are left. Compare it with a copy.",
        ),
        "certificate_wrong": Sentence(
            ko="파기 증명서가 쓰인 그대로가 아닙니다: {file}.",
            en="The certificate {file} is not as it was written.",
        ),
        "not_sealed_file": Sentence(
            ko="봉한 파일이 아니거나 앞부분이 깨졌습니다: {file}. 다시 보내 달라고 해 주세요.",
            en="{file} is not a sealed file, or its beginning is broken. Ask for it again.",
        ),
        "sealed_file_altered": Sentence(
            ko="봉한 파일이 바뀌었거나 잘렸습니다: {file}. 쓰지 말고 다시 보내 달라고 해 주세요.",
            en="The sealed file {file} was changed or cut. Do not use it; ask for it again.",
        ),
        "sealed_file_other_kind": Sentence(
            ko="다른 종류의 파일입니다: {file} ({kind}, 필요한 것은 {expected}). 파일이 바뀌지 않았는지 확인해 주세요.",
            en="{file} holds another kind ({kind}, not {expected}). Check whether files were swapped.",
        ),
        "sealed_file_other_case": Sentence(
            ko="다른 사건이나 다른 명세의 파일입니다: {file} ({case}).",
            en="{file} belongs to another case or specification ({case}).",
        ),
        "sealed_file_not_for_us": Sentence(
            ko="우리에게 봉한 파일이 아닙니다: {file}. 받을 곳의 명함을 확인해 달라고 해 주세요.",
            en="{file} is not sealed to us. Ask the sender to check the recipient's card.",
        ),
        "sealed_file_other_sender": Sentence(
            ko="등록한 명함의 보낸 이가 아닙니다: {file} ({sender}).",
            en="{file} does not come from the sender whose card we know ({sender}).",
        ),
        "kind_not_for_role": Sentence(
            ko="이 역할은 받을 수 없는 파일입니다(종류 {kind}, 역할 {role}). 열지도 복사하지도 않았습니다. 받을 기관에 보내 주세요.",
            en="This role ({role}) does not take files of this kind ({kind}). It was neither opened nor copied; send it where it belongs.",
        ),
        "sent_twice": Sentence(
            ko="이미 다른 파일을 받았습니다: {sender} ({kind}). 어느 것이 맞는지 보낸 이와 확인해 주세요.",
            en="Another file of {sender} ({kind}) has come before. Ask the sender which one is right.",
        ),
        "file_not_received": Sentence(
            ko="아직 받지 않았습니다: {sender} ({kind}).",
            en="Not yet received: {sender} ({kind}).",
        ),
        "role_card_unreadable": Sentence(
            ko="명함을 읽을 수 없습니다. card.json을 다시 받아 주세요.",
            en="The card cannot be read. Ask for card.json again.",
        ),
        "role_card_other_case": Sentence(
            ko="다른 사건의 명함입니다: {case}.",
            en="The card belongs to another case: {case}.",
        ),
        "role_card_not_a_party": Sentence(
            ko="명세에 없는 결합신청자입니다: {party}.",
            en="{party} is no party of the specification.",
        ),
        "role_card_changed": Sentence(
            ko="전에 등록한 명함과 다릅니다: {role} {name}. 전화로 지문을 맞춰 보세요.",
            en="The card of {role} {name} is not the one known before. Compare fingerprints by telephone.",
        ),
        "role_card_missing": Sentence(
            ko="명함이 등록되어 있지 않습니다: {role} {name}. meet 명령으로 등록해 주세요.",
            en="No card of {role} {name} is known. Learn it by the command meet.",
        ),
        "secret_exists": Sentence(
            ko="열쇠 파일이 이미 있습니다: {file}. 덮어쓰지 않았습니다.",
            en="The key file {file} is there already, and was not written over.",
        ),
        "secret_open_to_others": Sentence(
            ko="다른 사람이 읽을 수 있는 열쇠 파일입니다: {file} (권한 {mode}). chmod 600으로 막은 뒤, 읽혔을 수 있으면 새로 만들어 주세요.",
            en="Others may read the key file {file} (mode {mode}). Set mode 600; if somebody may have read it, begin anew.",
        ),
        "secret_lost": Sentence(
            ko="열쇠가 없습니다: {file}. 파기했거나 잃어버렸으며, 그 열쇠로 봉한 파일은 다시 읽을 수 없습니다.",
            en="The key {file} is gone. It was destroyed or lost, and what was sealed to it cannot be read again.",
        ),
        "secret_unreadable": Sentence(
            ko="열쇠 파일이 깨졌습니다: {file}.",
            en="The key file {file} is broken.",
        ),
        "blinded_already": Sentence(
            ko="가린 값을 이미 보냈습니다. 한 사건에 한 번만 보냅니다.",
            en="The blinded points have been sent. A case has one batch.",
        ),
        "evaluated_already": Sentence(
            ko="이미 답한 신청자입니다: {party}. 한 사건에 한 번만 답합니다.",
            en="{party} has been answered already; a case has one batch an owner.",
        ),
        "points_too_many": Sentence(
            ko="합의한 것보다 많은 값입니다: {party} ({points}개, 합의 {most}개). 답하지 않았습니다.",
            en="{party} sent {points} points, more than the {most} that were agreed. They were not answered.",
        ),
        "evaluate_first": Sentence(
            ko="다른 신청자들이 우리 값에 몫을 더한 파일을 먼저 받아 주세요.",
            en="First take the file of our points that the other owners have evaluated.",
        ),
        "estimated_already": Sentence(
            ko="이미 답한 신청자입니다: {party}. 어림은 한 사건에 한 번입니다.",
            en="{party} has been answered already; a case has one estimate.",
        ),
        "not_points": Sentence(
            ko="다른 결합신청자가 보낸 값이 약속한 군의 원소가 아닙니다. 다시 보내 달라고 해 주세요.",
            en="What another owner sent are no points of the group. Ask for it again.",
        ),
        "evaluated_other_count": Sentence(
            ko="보낸 값은 {sent}개인데 돌아온 값은 {came}개입니다. 다시 요청해 주세요.",
            en="{sent} points were sent and {came} came back. Ask for them again.",
        ),
        "not_case_folder": Sentence(
            ko="사건 폴더가 아닙니다: {folder}. begin 명령으로 만들어 주세요.",
            en="{folder} is no case folder. Make one by the command begin.",
        ),
        "folder_taken": Sentence(
            ko="이미 사건 폴더입니다: {folder}.",
            en="{folder} is a case folder already.",
        ),
        "folder_busy": Sentence(
            ko="다른 명령이 이 폴더에서 일하고 있습니다: {folder}. 끝난 뒤 다시 해 주세요.",
            en="Another command is at work in {folder}. Try again when it has ended.",
        ),
        "folder_of_other_role": Sentence(
            ko="다른 역할({role})의 폴더입니다: {folder}.",
            en="{folder} belongs to another role ({role}).",
        ),
        "case_file_unreadable": Sentence(
            ko="파일을 읽을 수 없습니다: {file}. JSON 파일인지 확인해 주세요.",
            en="The file {file} cannot be read. Check that it is JSON.",
        ),
        "desk_number": Sentence(
            ko="수를 {least}에서 {most} 사이로 적어 주세요.",
            en="Write a number between {least} and {most}.",
        ),
        "desk_file_missing": Sentence(
            ko="보낸 파일이 없습니다. 파일을 골라 다시 보내 주세요.",
            en="No file came. Choose one and send it again.",
        ),
        "candidates_unreadable": Sentence(
            ko="심사위원 후보를 읽을 수 없습니다. 한 줄에 한 사람씩 전자우편, 소속을 쉼표로 이어 적어 주세요.",
            en="The candidates cannot be read. Write one a line: address, organisation.",
        ),
        "consultation_open": Sentence(
            ko="사전협의에 아직 답이 없습니다. 답이 온 뒤 신청해 주세요.",
            en="The consultation is not answered yet. Apply once it is.",
            status=409,
        ),
        "combination_text_missing": Sentence(
            ko="내용을 적어 주세요.",
            en="Write something, please.",
        ),
        "holding_too_small": Sentence(
            ko="{least}명보다 적으면 알릴 수 없습니다.",
            en="Fewer than {least} persons cannot be told of.",
        ),
        "dossier_not_bundle": Sentence(
            ko="기록 파일을 읽을 수 없습니다. 역할의 화면에서 내려받은 dossier.zip을 그대로 올려 주세요.",
            en="This is no dossier. Bring the dossier.zip that a role's desk gives out, as it is.",
        ),
        "dossier_of_other_spec": Sentence(
            ko="다른 결합키 명세의 기록입니다: {role} {name}. 이 사건의 기록을 올려 주세요.",
            en="The dossier of {role} {name} is of another key specification. Bring this case's.",
            status=409,
        ),
        "dossier_forked": Sentence(
            ko="전에 받은 기록과 다릅니다: {role} {name}. 기록은 늘어나기만 해야 합니다. 그 기관과 감사관에게 바로 알려 주세요.",
            en="The dossier of {role} {name} is not the one that came before, grown. Tell that role and the auditors at once.",
            status=409,
        ),
        "release_over": Sentence(
            ko="이용 기간이 끝났습니다: {until}. 결과는 파기되었습니다.",
            en="The term is over: {until}. The table is destroyed.",
            status=410,
        ),
        "report_period": Sentence(
            ko="보고 기간을 다시 적어 주세요. 처음 날이 마지막 날보다 늦을 수 없습니다.",
            en="Write the period again: its first day cannot come after its last.",
        ),
        "release_not_yours": Sentence(
            ko="이 결과는 신청 기관의 사람만 받을 수 있습니다.",
            en="Only the applicant's own people may have this table.",
            status=403,
        ),
    }
)
