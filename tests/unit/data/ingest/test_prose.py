"""Explanations, programs, dumps, logs and letters are no tables; lists and tables of whatever words are."""

from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.prose import is_text
from tests.tables_read import read_text

PROSE = {
    "explanation": "이 자료는 2023년 기준입니다.\n구별 인구를 담고 있습니다.\n문의: 정보담당관\n",
    "readme": "# 공공데이터 안내\n\n- 이 폴더에는 표가 세 개 있습니다.\n- 갱신은 달마다 합니다.\n\n## 문의\n담당자에게 연락해 주세요.\n",
    "english": "This data set was collected by the city in 2023.\nIt holds the number of people, homes and cars.\nPlease ask us.\n",
    "wrapped": "The quick brown fox jumps over the lazy dog and then runs away from\nall of the other animals that live within the very same\nforest.\n"
    * 2,
    "python": "import os\n\ndef main():\n    print('hello')\n\nmain()\n",
    "shell": "#!/bin/sh\nls\n",
    "javascript": "const a = 1;\nfunction go() {\n  return a;\n}\ngo();\n",
    "java": "package kr.go.busan;\nimport java.util.List;\npublic class A {\n  public int b;\n}\n",
    "sql": "CREATE TABLE a (id int, name text);\nINSERT INTO a VALUES (1,'가');\nINSERT INTO a VALUES (2,'나');\n",
    "dump": "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `a`;\nCREATE TABLE `a` (\n  `id` int\n);\n",
    "query": "SELECT gu, count(*) FROM stores\nGROUP BY gu;\n-- select a from b\nselect a from b;\n",
    "log": "2023-01-01 00:00:01 INFO start\n2023-01-01 00:00:02 ERROR failed to connect\n2023-01-01 00:00:03 INFO stop\n",
    "brackets": "[2023-01-01T00:00:01] WARN: a, b\n[2023-01-01T00:00:02] DEBUG: c\n",
    "syslog": "Jan  1 00:00:01 host sshd[12]: ok\nJan  1 00:00:02 host cron[3]: done\n",
    "access": '1.2.3.4 - - [01/Jan/2023:00:00:01 +0900] "GET / HTTP/1.1" 200 12\n' * 3,
    "mail": "From: a@b.kr\nTo: c@d.kr\nSubject: 자료\nDate: Mon, 1 Jan 2024 00:00:00 +0900\n\n보냅니다.\n",
}
TABLES = {
    "list": "시설\n도서관\n체육관\n",
    "table": "이름,값\n가,1\n나,2\n",
    "sentences in cells": "번호,의견\n1,길이 어두워 위험합니다.\n2,나무를 더 심어 주세요.\n",
    "opinions": "의견\n길이 많이 어두워 위험합니다.\n나무를 더 심어 주세요.\n",
    "notes above": "이 표는 2023년 기준입니다.\n구,인구\n중구,1\n동구,2\n서구,3\n",
    "log as csv": "2023-01-01 00:00:01,INFO,start\n2023-01-01 00:00:02,ERROR,stop\n",
    "log by tabs": "2023-01-01 00:00:01\tINFO\ta b\n2023-01-01 00:00:02\tERROR\tc\n",
    "fields named like mail": "From;To\na;b\n",
    "sql in a cell": "id,query\n1,SELECT a FROM b\n2,INSERT INTO c\n",
    "addresses": "주소\n부산광역시 해운대구 우동 1로 23\n부산광역시 수영구 광안동 4로 56\n",
    "times": "2023-01-01 00:00:01 12.5\n2023-01-01 00:00:02 13.5\n",
    "code words": "class,import,return\na,b,c\nd,e,f\n",
}


@pytest.mark.parametrize("name", PROSE)
def test_text_is_no_table(name: str) -> None:
    assert is_text(PROSE[name], "파일.txt")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_none_of_it(name: str) -> None:
    assert not is_text(TABLES[name], "파일.csv")


@pytest.mark.parametrize(("file", "yes"), [("의견.csv", False), ("의견.TSV", False), ("의견.txt", True)])
def test_sentences_below_a_name_are_a_list_where_the_file_says_so(file: str, yes: bool) -> None:
    assert is_text(TABLES["opinions"], file) is yes


def test_a_blank_text_is_none() -> None:
    assert not is_text("\n \n", "파일.txt")


def test_text_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_text(PROSE["sql"], tmp_path)
    assert (refused.value.code, refused.value.facts) == ("file_is_prose", {"file": "table.csv"})
