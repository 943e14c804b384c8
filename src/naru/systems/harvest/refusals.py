"""What a person is told when a source cannot be harvested."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "harvest_needs_name": Sentence(ko="출처의 이름을 적어 주세요.", en="Give the source a name.", status=422),
        "harvest_kind_unknown": Sentence(
            ko="그런 종류의 출처는 없습니다: {kind}. 다음 가운데 하나를 고르세요: {kinds}",
            en="There is no kind of source called {kind}. Choose one of: {kinds}",
            status=422,
        ),
        "harvest_kind_not_found": Sentence(
            ko="이 주소가 어떤 출처인지 알아보지 못했습니다: {where} (응답 {status}). 종류를 직접 고르거나 목록이 나오는 주소를 적어 주세요.",
            en="It is not clear what kind of source {where} is (it answered {status}). Choose its kind, or give the address of its catalogue.",
            status=422,
        ),
        "harvest_inside_only": Sentence(
            ko="폴더와 데이터베이스는 담당 공무원만 출처로 등록할 수 있습니다. 담당 공무원에게 요청해 주세요.",
            en="Folders and databases can be registered by the city's officers only. Ask one of them.",
            status=403,
            exit_code=3,
        ),
        "harvest_source_known": Sentence(
            ko="같은 주소의 출처가 이미 있습니다: {name}. 그 출처를 열어 고쳐 주세요.",
            en="A source with this address is there already: {name}. Open and change that one.",
            status=409,
        ),
        "harvest_source_ended": Sentence(
            ko="그만둔 출처입니다: {name}. 같은 주소로 다시 등록하면 이어집니다.",
            en="This source was ended: {name}. Register its address again and it goes on.",
            status=409,
        ),
        "harvest_run_asks_nothing": Sentence(
            ko="확인을 기다리는 수집이 아닙니다. 새로 고쳐 지금 상태를 보세요.",
            en="This run does not wait for a decision. Reload to see how it stands.",
            status=409,
        ),
        "harvest_run_lost": Sentence(
            ko="수집이 오류로 멈췄습니다. 다시 시작해 주세요. 있던 것은 그대로입니다.",
            en="The run stopped with an error. Start it again; what was there has stayed.",
        ),
        "harvest_pair_decided": Sentence(
            ko="이미 그렇게 결정한 짝입니다. 새로 고쳐 주세요.",
            en="These two were decided so already. Reload the page.",
            status=409,
        ),
        "harvest_key_malformed": Sentence(
            ko="인증키의 모양이 올바르지 않습니다. 포털에서 복사한 키를 그대로 붙여 넣어 주세요.",
            en="The service key is malformed. Paste it just as the portal shows it.",
            status=422,
        ),
        "harvest_key_lost": Sentence(
            ko="저장된 인증키를 열 수 없습니다. 출처를 열어 인증키를 다시 넣어 주세요.",
            en="The stored service key cannot be opened. Open the source and enter its key again.",
        ),
        "harvest_key_refused": Sentence(
            ko="출처가 인증키를 받아들이지 않습니다({said}). 키가 맞는지, 활용신청이 승인되었는지 확인해 주세요.",
            en="The source does not accept the service key ({said}). Check the key and whether its use was approved.",
            status=422,
        ),
        "harvest_quota_spent": Sentence(
            ko="오늘 쓸 수 있는 요청을 다 썼습니다({said}). 자정에 이어서 받습니다.",
            en="Today's requests are used up ({said}). The run goes on after midnight in Seoul.",
            status=429,
        ),
        "harvest_rest": Sentence(
            ko="{where}: 잠시 쉬어 달라고 합니다. 이어서 받는 때: {until}",
            en="{where} asks to be left alone for a while. The run goes on at {until}.",
            status=429,
        ),
        "harvest_answered": Sentence(
            ko="{where}: 자료 대신 오류 응답이 왔습니다(응답 {status}). 주소와 인증키를 확인해 주세요.",
            en="{where} answered {status} instead of records. Check the address and the key.",
            status=422,
        ),
        "harvest_answer_is_html": Sentence(
            ko="{where}: 자료 대신 사람이 보는 화면이 왔습니다. 점검 중이거나 막혔을 수 있습니다. 주소를 확인해 주세요.",
            en="{where} sent a page for people instead of records: it may be under maintenance or blocked. Check the address.",
            status=422,
        ),
        "harvest_error_inside": Sentence(
            ko="{where}: 오류를 알렸습니다: {said}",
            en="{where} reported an error: {said}",
            status=422,
        ),
        "harvest_not_understood": Sentence(
            ko="{where}: {kind} 형식으로 읽을 수 없습니다. 출처의 종류를 확인해 주세요.",
            en="{where} cannot be read as {kind}. Check the kind of the source.",
            status=422,
        ),
        "harvest_json_broken": Sentence(
            ko="{where}: JSON이 {line}째 줄 {column}째 글자에서 깨졌습니다({near}). 원 출처에 알려 주세요.",
            en="{where}: the JSON is broken at line {line}, column {column} ({near}). Tell its source.",
            status=422,
        ),
        "harvest_xml_broken": Sentence(
            ko="{where}: XML이 {line}째 줄 {column}째 글자에서 깨졌습니다({reason}). 원 출처에 알려 주세요.",
            en="{where}: the XML is broken at line {line}, column {column} ({reason}). Tell its source.",
            status=422,
        ),
        "harvest_xml_entities": Sentence(
            ko="{where}: 문서가 DOCTYPE 엔티티를 정의해 읽지 않았습니다. 엔티티 없는 문서를 요청해 주세요.",
            en="{where} declares DOCTYPE entities and was not read. Ask for a document without them.",
            status=422,
        ),
        "harvest_database": Sentence(
            ko="{where}: 데이터베이스에서 읽지 못했습니다({reason}). 주소, 표 이름, 비밀번호를 확인해 주세요.",
            en="{where}: the database could not be read ({reason}). Check the address, the table's name and the password.",
            status=422,
        ),
        "harvest_rdf_broken": Sentence(
            ko="{where}: RDF를 읽을 수 없습니다({reason}). 원 출처에 알려 주세요.",
            en="{where}: the RDF cannot be read ({reason}). Tell its source.",
            status=422,
        ),
    }
)
