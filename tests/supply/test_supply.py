"""What Forewarn is made of is known: by hash, by licence, in a bill of materials that others' tools read."""

import json
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.services import fetch
from tests.services.fetch import KAFKA_JARS, require_jars
from tests.services.fixtures import leave_out
from tests.services.process import ServiceUnavailableError
from tests.supply.licences import PAGE, rows
from tests.supply.packages import ROOT, installed, is_free, locked
from tests.supply.sbom import bill, images

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-stack.lock", "requirements-uv.lock")


@pytest.mark.parametrize("file", LOCKS)
def test_every_package_of_a_lock_file_is_known_by_hash(file: str) -> None:
    packages = locked(file)
    assert packages
    assert [package.name for package in packages if not package.hashes] == []
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")


def test_pip_is_asked_for_nothing_without_hashes() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "docker/forewarn/Dockerfile")]
    lines = [line for text in texts for line in text.splitlines() if re.search(r"\bpip install\b", line)]
    assert len(lines) >= 4
    assert [line for line in lines if "--require-hashes" not in line and "--no-deps -e ." not in line] == []


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock"])
def test_every_licence_lets_a_mission_use_change_and_pass_on(file: str) -> None:
    licences = {package.name: package.licence for package in locked(file) if installed(package.name)}
    assert len(licences) > 100
    assert {name: licence for name, licence in licences.items() if not is_free(licence)} == {}


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "MIT AND AGPL-3.0", "SSPL-1.0", "GNU General Public License v3", "Elastic-2.0", ""]
)
def test_other_licences_are_refused(licence: str) -> None:
    assert not is_free(licence)


def test_the_page_of_licences_is_current() -> None:
    told = dict(re.findall(r"^\| (\S+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    del told["package"]
    found = {name: " ".join(licence.split()) for name, licence in rows().items()}
    assert {name: told.get(name) for name in found} == found, "write it anew: make licences"
    assert told.keys() <= {package.name for package in locked("requirements.lock")}, "write it anew: make licences"


def test_the_bill_names_all_that_the_image_and_the_stack_hold() -> None:
    made = bill()
    packages = {(package.name, package.version) for package in locked("requirements-stack.lock")}
    assert {(each["name"], each["version"]) for each in made["components"] if each["type"] == "library"} == packages
    assert {"apache/kafka:4.1.1", "elasticsearch:8.19.8", "kibana:8.19.8"} <= set(images())
    needs = {each["ref"]: each["dependsOn"] for each in made["dependencies"]}
    assert "thinc" in needs["spacy"]
    assert made == bill()
    assert "://" not in json.dumps(made)


def test_the_bill_is_in_the_form_that_others_read() -> None:
    if find_spec("cyclonedx") is None:
        leave_out("left out: cyclonedx-python-lib is missing; make setup installs it")
    version = import_module("cyclonedx.schema").SchemaVersion.V1_6
    validator = import_module("cyclonedx.validation.json").JsonStrictValidator(version)
    assert validator.validate_str(json.dumps(bill())) is None
    assert validator.validate_str(json.dumps({**bill(), "components": [{"type": "none"}]})) is not None


def test_every_jar_of_kafka_is_known_by_hash(tmp_path: Path) -> None:
    known = KAFKA_JARS.read_text()
    assert len(re.findall(r"^[0-9a-f]{64}  [\w.-]+\.jar$", known, flags=re.MULTILINE)) == len(known.splitlines())
    assert f"kafka_2.13-{fetch.KAFKA_VERSION}.jar" in known
    (tmp_path / "one.jar").write_bytes(b"one")
    right = f"{fetch.sha256_of(tmp_path / 'one.jar')}  one.jar\n"
    require_jars(tmp_path, right)
    for wrong in (f"{'0' * 64}  one.jar\n", "", right + f"{'0' * 64}  two.jar\n"):
        with pytest.raises(ServiceUnavailableError, match=r"these jars are not those of kafka\.sha256: (one|two)\.jar"):
            require_jars(tmp_path, wrong)
