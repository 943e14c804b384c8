"""What a person is told when a file cannot come in: what is wrong, where, and what to do."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "file_is_empty": Sentence(
            ko="{file}: 내용이 없는 파일입니다(0바이트). 원본에서 다시 내보내 올려 주세요.",
            en="{file} is empty (0 bytes). Export it again from its source and upload that.",
            status=422,
        ),
        "file_is_blank": Sentence(
            ko="{file}: 빈칸뿐인 파일입니다. 원본에서 다시 내보내 올려 주세요.",
            en="{file} holds nothing but blanks. Export it again from its source and upload that.",
            status=422,
        ),
        "file_is_encrypted": Sentence(
            ko="{file}: 암호가 걸린 파일입니다. 암호를 풀고 저장해 올려 주세요.",
            en="{file} is protected by a password. Save it without one and upload that.",
            status=422,
        ),
        "file_is_a_web_page": Sentence(
            ko="{file}: 표가 아니라 웹페이지(HTML)입니다. 로그인이나 오류 화면이 대신 저장되지 않았는지 열어 보고, 표라면 엑셀에서 XLSX나 CSV로 저장해 올려 주세요.",
            en="{file} is a web page (HTML), not a table. Open it to see whether a sign-in or error page was saved instead; "
            "if it shows a table, save it as XLSX or CSV in Excel.",
            status=422,
        ),
        "not_a_table_format": Sentence(
            ko="{file}: {format} 형식은 표로 읽을 수 없습니다. CSV, XLSX, ODS, JSON, GeoJSON, SHP, GPKG, KML, Parquet로 저장해 올려 주세요.",
            en="{file} is {format}, which is not read as a table. Save it as CSV, XLSX, ODS, JSON, GeoJSON, SHP, GPKG, KML or Parquet.",
            status=422,
        ),
        "file_unreadable": Sentence(
            ko="{file}: 읽는 도중 오류가 났습니다({reason}). 원래 프로그램에서 CSV나 XLSX로 다시 저장해 올려 주세요.",
            en="{file} could not be read ({reason}). Save it again from its own program as CSV or XLSX and upload that.",
            status=422,
        ),
        "file_is_broken": Sentence(
            ko="{file}: {format} 파일이 깨져 있습니다({reason}). 원본에서 다시 저장해 올려 주세요.",
            en="{file} is a damaged {format} file ({reason}). Save it again from its source and upload that.",
            status=422,
        ),
        "codec_not_read": Sentence(
            ko="{file}: {codec} 압축은 안전하게 읽을 수 없습니다. ZSTD나 SNAPPY로 압축해 다시 저장해 주세요.",
            en="{file} is compressed with {codec}, which cannot be read safely. Save it again with ZSTD or SNAPPY.",
            status=422,
        ),
        "archive_is_broken": Sentence(
            ko="{file}: 압축 파일이 깨져 있습니다({reason}). 다시 압축해 올려 주세요.",
            en="The archive {file} is damaged ({reason}). Compress it again and upload that.",
            status=422,
        ),
        "archive_is_a_bomb": Sentence(
            ko="{file}: 풀면 {megabytes}MB로 부풀어(압축률 {ratio}배) 한도를 넘습니다. 필요한 파일만 다시 압축해 올려 주세요.",
            en="{file} swells to {megabytes} MB when opened ({ratio} times its size), past the limit. Compress only what is needed.",
            status=422,
        ),
        "archive_escapes": Sentence(
            ko="{file}: 압축 속 경로 {entry}이(가) 폴더 밖을 가리킵니다. 믿을 수 있는 도구로 다시 압축해 올려 주세요.",
            en="{file} holds the path {entry}, which points outside its folder. Compress it again with a tool you trust.",
            status=422,
        ),
        "archive_too_many_files": Sentence(
            ko="{file}: 압축 속 파일이 {count}개로 한도 {limit}개를 넘습니다. 나누어 압축해 올려 주세요.",
            en="{file} holds {count} files, over the limit of {limit}. Split it into several archives.",
            status=422,
        ),
        "archive_too_deep": Sentence(
            ko="{file}: 압축 속의 압축 {entry}을(를) 더는 풀지 않습니다. 한 번만 압축해 올려 주세요.",
            en="{file} nests {entry} too deep; archives are opened twice at most. Compress once.",
            status=422,
        ),
        "archive_is_encrypted": Sentence(
            ko="{file}: 암호가 걸린 압축 파일입니다. 암호 없이 압축해 올려 주세요.",
            en="{file} is an archive with a password. Compress it without one.",
            status=422,
        ),
        "archive_has_no_tables": Sentence(
            ko="{file}: 압축 속에 읽을 수 있는 표가 없습니다. CSV, XLSX, JSON, SHP 등을 담아 올려 주세요.",
            en="{file} holds no table that can be read. Put CSV, XLSX, JSON, SHP or the like into it.",
            status=422,
        ),
        "sheets_are_hidden": Sentence(
            ko="{file}: 보이는 시트에는 값이 없고, 나머지 시트는 숨겨져 있습니다({sheets}). 올릴 시트를 엑셀에서 숨기기 취소하고 저장해 올려 주세요.",
            en="{file}: the visible sheets hold no values, and the others are hidden ({sheets}). Unhide the sheet you want in Excel, save and upload again.",
            status=422,
        ),
        "sheet_too_large": Sentence(
            ko="{file}: '{sheet}' 시트가 {rows}행 × {columns}열이라 한도 {limit}칸을 넘습니다. 빈 칸의 서식을 지우거나 CSV로 저장해 올려 주세요.",
            en="{file}: sheet '{sheet}' spans {rows} rows × {columns} columns, over the limit of {limit} cells. "
            "Clear the formats of empty cells or save it as CSV.",
            status=422,
        ),
        "table_too_wide": Sentence(
            ko="{file}: 열이 {columns}개로 한도 {limit}개를 넘습니다. 행과 열을 바꾸거나 나누어 올려 주세요.",
            en="{file} has {columns} columns, over the limit of {limit}. Turn columns into rows or split it.",
            status=422,
        ),
        "file_takes_memory": Sentence(
            ko="{file}: 읽는 데 메모리 {megabytes}MB로 모자라 멈추었습니다. 엑셀이나 JSON이면 CSV로 저장하고, CSV나 Parquet이면 행이나 열을 나누어 여러 파일로 올려 주세요.",
            en="{file} needs over {megabytes} MB of memory to be read and was stopped. Save a workbook or JSON as CSV; "
            "split a CSV or Parquet by rows or columns into several files.",
            status=422,
            exit_code=5,
        ),
        "file_takes_long": Sentence(
            ko="{file}: {seconds}초 안에 다 읽지 못해 멈추었습니다. 엑셀이나 JSON이면 CSV로 저장하고, CSV나 Parquet이면 행이나 열을 나누어 여러 파일로 올려 주세요.",
            en="{file} could not be read within {seconds} seconds and was stopped. Save a workbook or JSON as CSV; "
            "split a CSV or Parquet by rows or columns into several files.",
            status=422,
            exit_code=5,
        ),
        "file_grows_too_large": Sentence(
            ko="{file}: 읽은 결과가 {megabytes}MB를 넘어 멈추었습니다. 파일을 나누어 올려 주세요.",
            en="{file} was stopped because it grows beyond {megabytes} MB when read. Split it and upload the parts.",
            status=422,
            exit_code=5,
        ),
        "file_breaks_reader": Sentence(
            ko="{file}: 읽는 도중 멈추었습니다. 파일이 깨졌거나 한 번에 읽기에 너무 큽니다. 원래 프로그램에서 다시 저장하거나 나누어 올려 주세요.",
            en="Reading {file} broke off. It is damaged, or too much to be read at once. Save it again from its own program, or split it.",
            status=422,
            exit_code=5,
        ),
        "json_is_broken": Sentence(
            ko="{file}: {line}번째 줄에서 JSON이 깨져 있습니다({reason}). 그 자리를 고쳐 올려 주세요.",
            en="{file} is not valid JSON at line {line} ({reason}). Correct that place and upload again.",
            status=422,
        ),
        "json_has_no_records": Sentence(
            ko="{file}: JSON 속에 행으로 읽을 목록이 없습니다. 객체의 배열을 담아 올려 주세요.",
            en="{file} is JSON without a list of records in it. Provide an array of objects.",
            status=422,
        ),
        "shapefile_incomplete": Sentence(
            ko="{file}: SHP에 짝이 되는 {missing} 파일이 없습니다. .shp, .shx, .dbf, .prj를 한 ZIP으로 묶어 올려 주세요.",
            en="{file}: the shapefile lacks its {missing} part. Put .shp, .shx, .dbf and .prj into one ZIP.",
            status=422,
        ),
        "projection_unknown": Sentence(
            ko="{file}: 좌표계를 알 수 없습니다. .prj 파일을 함께 넣거나 올린 뒤 좌표계(EPSG)를 골라 주세요.",
            en="The coordinate system of {file} is unknown. Add its .prj, or choose the EPSG code on the report page.",
            status=422,
        ),
        "upload_incomplete": Sentence(
            ko="{file}: {length}바이트 중 {offset}바이트만 받았습니다. 같은 파일을 다시 골라 이어 올려 주세요.",
            en="Only {offset} of the {length} bytes of {file} have arrived. Choose the same file again to resume.",
            status=409,
        ),
        "upload_offset_differs": Sentence(
            ko="이어 올릴 자리가 다릅니다. 서버에는 {offset}바이트까지 있습니다.",
            en="The upload must resume at byte {offset}, where the server stands.",
            status=409,
        ),
        "upload_malformed": Sentence(
            ko="올리기 요청의 {header} 머리글이 잘못되었습니다. tus 1.0 규약을 따라 주세요.",
            en="The upload request has a wrong {header} header. Follow the tus 1.0 protocol.",
            status=400,
        ),
        "upload_busy": Sentence(
            ko="이 파일은 지금 다른 연결로 올라오는 중입니다. 잠시 뒤에 이어 올려 주세요.",
            en="This file is arriving over another connection right now. Resume in a moment.",
            status=423,
        ),
        "nothing_uploaded": Sentence(
            ko="올린 파일이 없습니다. 파일을 고르거나 주소를 적어 주세요.",
            en="No file was uploaded. Choose a file or give an address.",
            status=422,
        ),
        "upload_expired": Sentence(
            ko="올리기가 너무 오래 멈추어 지워졌습니다. 처음부터 다시 올려 주세요.",
            en="The upload rested too long and was removed. Start it again.",
            status=410,
        ),
        "no_such_path": Sentence(
            ko="{path}: 그런 파일이나 폴더가 없습니다. 경로를 확인해 주세요.",
            en="There is no file or folder {path}. Check the path.",
            exit_code=2,
        ),
        "nothing_to_load": Sentence(
            ko="{path}: 불러올 파일이 없습니다.",
            en="There is no file to load in {path}.",
            exit_code=2,
        ),
        "load_is_not_held": Sentence(
            ko="결정을 기다리는 불러오기가 아닙니다. 새로 고쳐 지금 상태를 확인해 주세요.",
            en="This load does not wait for a decision. Reload the page to see where it stands.",
            status=409,
        ),
        "load_is_doubted": Sentence(
            ko="이 파일에는 먼저 살펴볼 이상한 점이 {count}가지 있습니다. 보고서에서 확인하고 ‘맞습니다’를 누르거나 파일을 고쳐 올려 주세요.",
            en="Odd things to look at first: {count}. Confirm it in the report, or correct the file and upload it again.",
            status=409,
        ),
        "load_is_not_doubted": Sentence(
            ko="이 불러오기에는 확인을 기다리는 이상한 점이 없습니다. 새로 고쳐 지금 상태를 확인해 주세요.",
            en="Nothing odd about this load waits for a word. Reload the page to see where it stands.",
            status=409,
        ),
        "decision_names_no_column": Sentence(
            ko="빼거나 가릴 열을 하나 이상 골라 주세요.",
            en="Choose at least one column to drop or mask.",
            status=422,
        ),
        "header_is_a_row": Sentence(
            ko="열 이름 자체가 개인정보라서 가릴 수 없습니다. 첫 행을 머리글로 읽은 것 같습니다. 머리글 줄 수를 0으로 고치거나 그 열을 빼 주세요.",
            en="A column's name is itself personal data and cannot be masked: the first row seems to have been read as the header. Set the header rows to 0, or drop the column.",
            status=422,
        ),
        "publication_is_asked_for": Sentence(
            ko="개인정보가 있는 파일은 혼자 그대로 공개할 수 없습니다. 까닭과 법적 근거를 적어 요청하면 다른 담당관이 결정합니다.",
            en="A file with personal data is not published as it is by one person. Ask with a reason and a legal basis, and another officer decides.",
            status=422,
        ),
        "column_is_not_personal": Sentence(
            ko="‘{column}’ 열에서는 개인정보가 발견되지 않았습니다. 찾은 열은 {found}입니다.",
            en="No personal data was found in the column “{column}”, but in {found}.",
            status=422,
        ),
        "newer_file_published": Sentence(
            ko="이 파일보다 나중에 온 ‘{file}’이(가) 이미 공개되어, 지금 공개하면 더 오래된 내용이 최신 버전이 됩니다. 꼭 최신으로 삼으려면 파일을 다시 올려 주세요.",
            en="“{file}”, which came after this file, is published already: older rows would become the newest version. Upload this file again if that is what you want.",
            status=409,
        ),
        "load_is_running": Sentence(
            ko="아직 처리 중입니다. 끝난 뒤에 다시 해 주세요.",
            en="This load is still running. Try again when it has ended.",
            status=409,
        ),
        "decision_unknown": Sentence(
            ko="'{decision}'은(는) 고를 수 없는 결정입니다. 열 빼기, 가리기, 돌려보내기, 공개 요청 중에서 골라 주세요.",
            en="'{decision}' is no decision. Choose to drop the columns, mask them, keep it back, or ask to publish it.",
            status=422,
        ),
        "feed_record_invalid": Sentence(
            ko="{line}번째 기록에 {field}이(가) 없어 건너뛰었습니다.",
            en="The record on line {line} lacks {field} and was left out.",
            status=422,
        ),
        "feed_is_empty": Sentence(
            ko="{file}: 목록 기록(id와 title이 있는 JSON 줄)이 없습니다.",
            en="{file} holds no catalogue records (JSON lines with id and title).",
            status=422,
        ),
        "original_is_gone": Sentence(
            ko="원본 파일이 보관소에 없습니다. 다시 올려 주세요.",
            en="The original file is no longer stored. Upload it again.",
            status=410,
        ),
        "address_not_readable": Sentence(
            ko="{url}: 내려받지 못했습니다({reason}). 주소를 브라우저에서 열어 확인해 주세요.",
            en="{url} could not be downloaded ({reason}). Open the address in a browser to check it.",
            status=422,
        ),
    }
)
