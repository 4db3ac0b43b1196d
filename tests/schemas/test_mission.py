"""Who is told of a warning, one after the other: by area, by day, and up the levels of command."""

from datetime import date

from schemas.mission import DUTY_OFFICER, Mission, Unit

MISSION = Mission(
    units=(
        Unit(id="fhq", name="force", command="force"),
        Unit(id="north", name="sector", command="sector", reports_to="fhq"),
        Unit(id="post", name="post", command="post", areas=("Kanvi",), reports_to="north"),
        Unit(id="eu", name="training mission", organisation="EU", command="battalion", areas=("Kanvi",)),
        Unit(id="bn", name="battalion", command="battalion", areas=("Nord",), reports_to="north"),
        Unit(id="old", name="gone", command="post", areas=("Kanvi",), valid_to=date(2025, 1, 31)),
        Unit(id="new", name="to come", command="post", areas=("Kanvi",), valid_from=date(2025, 6, 1)),
    ),
    addressees={"Nord": "province desk"},
)
DAY = date(2025, 3, 1)


def chain(admin1: str | None, admin2: str | None, day: date = DAY) -> tuple[str, ...]:
    return MISSION.chain_of_command(admin1, admin2, day)


def test_who_is_in_the_district_comes_before_their_superiors() -> None:
    assert chain("Nord", "kanvi") == ("post", "training mission", "sector", "force", "province desk", DUTY_OFFICER)


def test_where_nobody_is_in_the_district_who_is_in_the_province_is_told() -> None:
    assert chain("Nord", "Dombu") == ("battalion", "sector", "force", "province desk", DUTY_OFFICER)


def test_where_nobody_is_known_the_operations_centre_is_told() -> None:
    assert chain(None, None) == chain("Sud", None) == (DUTY_OFFICER,)


def test_only_who_is_deployed_on_the_day_is_told() -> None:
    assert "gone" in chain("Nord", "Kanvi", date(2025, 1, 31))
    assert {"gone", "to come"} & set(chain("Nord", "Kanvi")) == set()
    assert "to come" in chain("Nord", "Kanvi", date(2025, 6, 1))


def test_a_circle_ends_where_it_began() -> None:
    circle = Mission(
        units=(
            Unit(id="a", name="a", command="post", areas=("X",), reports_to="b"),
            Unit(id="b", name="b", command="sector", reports_to="a"),
        )
    )
    assert circle.chain_of_command("X", None, DAY) == ("a", "b", DUTY_OFFICER)
