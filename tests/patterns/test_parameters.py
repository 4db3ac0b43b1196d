import pytest

from patterns.parameters import RiseParameters, WarningParameters, parameters_for
from schemas.errors import ConfigurationError
from schemas.mission import Mission


def test_a_mission_overrides_by_name() -> None:
    mission = Mission(detectors={"rise": {"least_periods": 6}})
    assert parameters_for(mission, "rise", RiseParameters).least_periods == 6
    assert parameters_for(mission, "warnings", WarningParameters) == WarningParameters()


@pytest.mark.parametrize("wrong", [{"least_periods": 1}, {"least_weeks": 4}])
def test_a_wrong_parameter_names_itself_and_its_place(wrong: dict[str, float]) -> None:
    with pytest.raises(ConfigurationError, match=rf"detectors\.rise .*{next(iter(wrong))}"):
        parameters_for(Mission(detectors={"rise": wrong}), "rise", RiseParameters)


def test_every_parameter_states_its_reason() -> None:
    fields = [field for kind in (RiseParameters, WarningParameters) for field in kind.model_fields.values()]
    assert all(field.description for field in fields)
