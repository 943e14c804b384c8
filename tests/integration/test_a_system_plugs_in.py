"""A system is its folder and one line in ``INSTALLED_APPS``; without an optional package the site runs on.

``tests/throwaway/naru_throwaway`` is copied to a place of its own and named in a settings module there: nothing of Naru's
is touched, and everything that the site shows of boats it has from that folder's ``system.py``.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from naru.base.kit.installed import systems
from tests.commands import Machine

ROOT = Path(__file__).resolve().parents[2]
THROWAWAY = ROOT / "tests/throwaway/naru_throwaway"
OPTIONAL = sorted(apps.get_app_config(system.name).name for system in systems() if system.optional)


def machine_with(folder: Path, *, more: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Machine:
    """An installation whose settings, in ``folder``, differ in their list of apps alone."""
    (folder / "city_settings.py").write_text(
        "from naru.portal.settings import *\n"
        f"INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in {without!r}] + {list(more)!r}\n"
    )
    path = os.pathsep.join(filter(None, (str(folder), str(ROOT), os.environ.get("PYTHONPATH"))))
    return Machine(folder / "home", {"DJANGO_SETTINGS_MODULE": "city_settings", "PYTHONPATH": path})


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """An installation with boats, whose chapter of the sample city was brought in."""
    folder = tmp_path_factory.mktemp("plugged")
    shutil.copytree(THROWAWAY, folder / "naru_throwaway")
    machine = machine_with(folder, more=("naru_throwaway",))
    machine.run("user", "list")  # the first command migrates
    told = machine.python(BRING).stdout.splitlines()
    chapters = ast.literal_eval(told[0])
    assert chapters.index("samples.demo") < chapters.index("naru_throwaway.sample"), "chapters come from the ground up"
    assert json.loads(told[1]) == {"boats": 2}
    return machine


BRING = """
from naru.base.kit.installed import collected
chapters = collected("sample")
print([chapter.__module__ for chapter in chapters])
[boats] = [chapter for chapter in chapters if chapter.__module__ == "naru_throwaway.sample"]
assert boats(as_json=True, again=False)
"""


@pytest.fixture(scope="module")
def pages(city: Machine) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(city.python(LOOK).stdout.splitlines()[-1])
    return told


LOOK = """
import json
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from django.test import Client
from naru.base.kit.actor import SYSTEM
from naru.base.people.models import User
from naru.base.trail import actions as trail
from naru_throwaway.models import Boat
from tests.personas import make_person
from tests.tables import publish_table
from naru.data.catalogue import reads as catalogue
from naru.base.kit.person import SYSTEM as SYSTEM_PERSON
table = publish_table("뱃길")
[computed] = [each for each in catalogue.tables_readable(SYSTEM_PERSON) if each.name == "배 이름의 길이"]
trail.record(SYSTEM, "boat.launched", str(Boat.objects.get(name="동백호").pk))
auditor = Client()
auditor.force_login(User.objects.get(id=make_person("감사", "auditor@council.example", is_auditor=True).id))
anyone = Client()
addresses = {
    "page": "/boats/", "home": "/", "dataset": f"/datasets/{table.dataset_id}/", "api": "/api/v1/boats",
    "document": "/api/v1/openapi.json", "reference": "/api/", "computed": f"/datasets/{computed.dataset_id}/",
    "rows": f"/api/v1/tables/{computed.id}/rows", "search": "/search/?q=갈매기호", "found": "/api/v1/datasets?q=뱃길",
}
answers = {name: anyone.get(address) for name, address in addresses.items()}
answers["trail"] = auditor.get("/trail/")
print(json.dumps({name: [answer.status_code, answer.content.decode()] for name, answer in answers.items()}))
"""


def shown(pages: dict[str, Any], name: str) -> str:
    status, text = pages[name]
    assert status == 200, text
    return str(text)


def test_its_page_is_in_the_menu_of_every_page(pages: dict[str, Any]) -> None:
    assert "갈매기호" in shown(pages, "page")
    for name in ("page", "home", "dataset", "trail"):
        assert '<a href="/boats/"' in shown(pages, name), name


def test_its_operation_is_in_the_api_its_document_and_its_reference(pages: dict[str, Any]) -> None:
    assert json.loads(shown(pages, "api")) == ["갈매기호", "동백호"]
    assert json.loads(shown(pages, "document"))["paths"]["/api/v1/boats"]["get"]["operationId"] == "listBoats"
    assert "떠 있는 모든 배" in shown(pages, "reference")


def test_the_search_box_finds_its_things_beside_datasets(pages: dict[str, Any]) -> None:
    assert '<a href="/boats/"><mark>갈매기호</mark></a>' in shown(pages, "search")
    [kind] = [each for each in json.loads(shown(pages, "found"))["beside"] if each["kind"] == "throwaway.boats"]
    assert (kind["total"], [each["title"] for each in kind["things"]]) == (2, ["갈매기호", "동백호"])


def test_its_fact_is_in_the_register_and_a_tile_of_the_home_page(city: Machine, pages: dict[str, Any]) -> None:
    asked = "from naru.base.kit.installed import facts, value_of; print(value_of(facts()['throwaway.boats']))"
    assert city.python(asked).stdout.strip() == "2"
    assert "<dt>떠 있는 배</dt><dd>2</dd>" in shown(pages, "home")


def test_its_panel_is_on_a_datasets_page(pages: dict[str, Any]) -> None:
    assert "이 데이터를 실은 배</h2><p>뱃길</p>" in shown(pages, "dataset")


def test_a_thing_of_it_is_named_where_only_its_kind_and_id_are_known(pages: dict[str, Any]) -> None:
    assert '<a href="/boats/">동백호</a>' in shown(pages, "trail")


def test_the_dataset_that_it_computes_is_one_like_any_other(pages: dict[str, Any]) -> None:
    assert "throwaway.lengths 1" in shown(pages, "computed")
    rows = json.loads(shown(pages, "rows"))["rows"]
    assert rows == [{"배": "갈매기호", "길이": 4}, {"배": "동백호", "길이": 3}]


def test_its_command_is_one_of_narus(city: Machine) -> None:
    assert city.json("throwaway") == [{"boats": ["갈매기호", "동백호"]}]
    assert "throwaway" in city.run("--help").stdout


def test_the_doctor_looks_at_it(city: Machine) -> None:
    city.python(FIGURES)
    assert {"Boats": "2"}.items() <= {check["name"]["en"]: check["seen"] for check in city.json("doctor")}.items()


def test_a_backup_holds_its_rows_and_leaves_out_what_it_can_make_anew(city: Machine, tmp_path: Path) -> None:
    for name in ("boats-painted", "boats-kept"):
        (city.home / name).mkdir(exist_ok=True)
        (city.home / name / "picture").write_text("a boat")
    city.run("backup", tmp_path / "city.tar")
    with tarfile.open(tmp_path / "city.tar") as tar:
        names = set(tar.getnames())
    assert "boats-kept/picture" in names
    assert "boats-painted/picture" not in names


@pytest.mark.slow
def test_its_doors_are_tried_with_all_others(city: Machine) -> None:
    asked = "boats or every_address or every_operation"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", asked]
    done = subprocess.run(
        [*command, "tests/spec/test_every_door.py"],
        cwd=ROOT,
        env=city.whole_environment(),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert "5 passed" in done.stdout  # two doors, one page without other methods, two that compare with the table


@pytest.mark.parametrize("package", OPTIONAL)
def test_the_site_runs_on_without_an_optional_package(package: str, tmp_path: Path) -> None:
    out = next(system for system in systems() if apps.get_app_config(system.name).name == package)
    others = [apps.get_app_config(each.name).name for each in systems() if out.name in each.needs]
    machine = machine_with(tmp_path, without=(package, *others))
    machine.run("user", "list")
    answers = json.loads(machine.python(WALK).stdout.splitlines()[-1])
    assert {address: status for address, status in answers.items() if status != 200} == {}
    listed = {line.split()[0] for line in machine.run("--help").stdout.splitlines() if line.startswith("  ")}
    assert "datasets" in listed
    assert not listed & out.commands.keys()
    machine.python(FIGURES)
    assert all(check["sound"] for check in machine.json("doctor"))


FIGURES = "from samples.rates import bring_rates; bring_rates(as_json=True, again=False)"

WALK = """
import json
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from django.test import Client
from naru.base.people.models import User
from tests.personas import make_organisation, make_person
from tests.tables import publish_table
own = make_organisation("own", "우리 기관")
opened, draft = publish_table("열린 표", organisation=own.id), publish_table("초안", organisation=own.id, publish=False)
officer = Client()
officer.force_login(User.objects.get(id=make_person("담당관", "officer@city.example", is_officer=True).id))
addresses = [
    "/", "/search/", "/publishers/", "/me/", "/jobs/", "/trail/", "/organisations/own/", "/api/v1/openapi.json",
    *(f"/datasets/{table.dataset_id}/{part}" for table in (opened, draft) for part in ("", "versions/", "manage/")),
]
print(json.dumps({address: officer.get(address).status_code for address in addresses}))
"""
