"""The mission folder: all files may be absent, a mistake is named with its file, line and column."""

from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from ingest.mission import read_mission
from schemas.errors import ConfigurationError
from schemas.mission import Mission

EXAMPLE = Path(__file__).parents[2] / "missions" / "example"
PLACES = "id,name,alternate_names,feature_code,latitude,longitude,country,admin1,admin2,pcode,population\n"
PIRS = "pir_id,question,areas,indicators,valid_to,owner\n"


def test_an_empty_folder_is_a_mission(tmp_path: Path) -> None:
    mission = read_mission(tmp_path)
    assert mission == Mission(actors=mission.actors)


def test_a_mission_has_the_public_groups_and_overrides_and_extends_them(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("id,name,kind\nlra,Own name,militia\nown,Own group,militia\n")
    actors = {actor.id: actor for actor in read_mission(tmp_path).actors}
    assert (actors["lra"].name, actors["own"].name) == ("Own name", "Own group")
    assert "isis" in actors


def test_a_mission_may_do_without_the_public_groups(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text("public_actors = false\n")
    assert read_mission(tmp_path).actors == ()


def test_the_public_groups_hold_the_names_of_the_requirements(tmp_path: Path) -> None:
    actors = read_mission(tmp_path).actors
    names = {name for actor in actors for name in (actor.name, *actor.aliases, *actor.ordinary_names)}
    assert names >= {
        "LRA", "Tongo-Tongo", "ISIS", "Maï-Maï", "Wazalendo", "ADF", "CODECO", "FARDC", "Anti-balaka", "Séléka", "3R",
        "FACA", "SSPDF", "SPLA-IO", "JNIM", "katibas", "RSF", "Janjaweed",
    }  # fmt: skip
    ids = {actor.id for actor in actors}
    assert all(actor.split_from in ids for actor in actors if actor.split_from)
    assert all(actor.basis for actor in actors)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is not there; set FOREWARN_MISSION"):
        read_mission(tmp_path / "nowhere")


def test_the_example_is_read_whole() -> None:
    mission = read_mission(EXAMPLE)
    assert mission.invented
    assert mission.country == "XX"
    for name in ("places", "facilities", "actors", "bases", "elements", "units", "pirs"):
        lines = (EXAMPLE / f"{name}.csv").read_text("utf-8").splitlines()
        assert len(getattr(mission, name)) == len([line for line in lines[1:] if line.strip()]), name
    assert any(len(place.alternate_names) > 1 for place in mission.places)
    assert {element.measure for element in mission.elements} >= {"attendance", "sti"}
    assert any(actor.crsv_listed for actor in mission.actors)


def test_lists_and_empty_cells(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(PLACES + "p1,Alpha, Alfa | Alfah|,PPL,1.5,-6.5,XX,,,,\n", "utf-8-sig")
    (place,) = read_mission(tmp_path).places
    assert place.alternate_names == ("Alfa", "Alfah")
    assert (place.admin1, place.population) == (None, 0)


def test_priority_requirements_name_areas_by_place_or_district(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(PLACES + "p1,Alpha,,PPL,1.5,-6.5,XX,,Centre,,\n")
    (tmp_path / "pirs.csv").write_text(PIRS + "P1,Where?,alpha|Centre,ARM|MOB-03,2026-12-31,chief\n")
    (asked,) = read_mission(tmp_path).pirs
    assert (asked.id, asked.areas, asked.indicators) == ("P1", ("alpha", "Centre"), ("ARM", "MOB-03"))
    assert asked.valid_to == date(2026, 12, 31)


def test_toml(tmp_path: Path) -> None:
    (tmp_path / "mission.toml").write_text(
        'name = "M"\nlanguages = ["fr"]\nother = 1\n[addressees]\nNorth = "desk"\n[detectors.surge]\nweight = 2\n'
    )
    mission = read_mission(tmp_path)
    assert (mission.name, mission.languages) == ("M", ("fr",))
    assert mission.chain_of_command("North", None, date(2025, 1, 1))[0] == "desk"
    assert mission.detectors == {"surge": {"weight": 2.0}}


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        (
            "places.csv",
            PLACES + "p1,Alpha,,PPL,1.5,-6.5,XX,,,,\np2,Beta,,PPL,95,1,XX,,,,\n",
            r"line 3, column latitude",
        ),
        ("places.csv", PLACES + "p1,Alpha,,PPL,,-6.5,XX,,,,\n", r"line 2, column latitude: Field required"),
        ("places.csv", PLACES + "p1,A,,PPL,1,1,XX,,,,\np1,B,,PPL,1,1,XX,,,,\n", r"line 3, column id: is there twice"),
        ("places.csv", PLACES + "p1,A,,PPL,1,1,XX,,,,,,\n", r"line 2: has more cells"),
        ("places.csv", "name\nAlpha\n", r"line 2, column id"),
        ("actors.csv", "id,name,kind\na,A,army\n", r"line 2, column kind"),
        ("actors.csv", "id,name,kind,crsv_listed\na,A,militia,perhaps\n", r"line 2, column crsv_listed"),
        ("elements.csv", "dataElement,measure\n,sti\n", r"line 2, column dataElement"),
        ("elements.csv", "dataElement,measure\nx,deaths\n", r"line 2, column measure"),
        ("units.csv", "id,name,command,reports_to\na,A,post,b\n", r"unit a, column reports_to: b is no id"),
        ("units.csv", "id,name,command,reports_to\na,A,post,a\n", r"column reports_to: a is in a circle"),
        ("units.csv", "id,name,command,areas\na,A,post,Nowhere\n", r"row a, column areas: Nowhere is not in places"),
        ("units.csv", "id,name,command\na,A,platoon\n", r"line 2, column command"),
        ("pirs.csv", PIRS + "P1,,,ARM-01,,chief\n", r"line 2, column question: Field required"),
        ("pirs.csv", PIRS + "P1,Where?,,,,chief\n", r"line 2, column indicators: Field required"),
        ("pirs.csv", PIRS + "P1,Where?,,arms,,chief\n", r"line 2, column indicators\.0"),
        ("pirs.csv", PIRS + "P1,Where?,,ARM,soon,chief\n", r"line 2, column valid_to"),
        ("pirs.csv", PIRS + "P1,Where?,,ARM,,a\nP1,Who?,,ARM,,b\n", r"line 3, column pir_id: is there twice"),
        ("pirs.csv", PIRS + "P1,Where?,Nowhere,ARM,,chief\n", r"row P1, column areas: Nowhere is not in places.csv"),
        ("mission.toml", "name = ", r"Invalid value"),
        ("mission.toml", "[detectors.surge]\nweight = 'heavy'\n", r"key detectors\.surge\.weight"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, file: str, text: str, reason: str) -> None:
    (tmp_path / file).write_text(text)
    with pytest.raises(ConfigurationError, match=rf"{file}.*{reason}"):
        read_mission(tmp_path)


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "bases.csv").write_bytes("id,name\nb,Kélando\n".encode("cp1252"))
    with pytest.raises(ConfigurationError, match=r"bases\.csv: is not CSV in UTF-8"):
        read_mission(tmp_path)


def test_an_unknown_column_is_passed_over_and_logged(tmp_path: Path) -> None:
    (tmp_path / "facilities.csv").write_text("id,name,opened\nf,Clinic One,1999\n")
    with capture_logs() as logs:
        assert len(read_mission(tmp_path).facilities) == 1
    assert logs[0]["columns"] == ["opened"]
