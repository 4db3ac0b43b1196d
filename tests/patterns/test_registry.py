from pathlib import Path

from patterns import detectors
from patterns.registry import find_detectors
from schemas.annotation import REPORT_KIND
from tests.patterns.world import detect, sign


def test_every_file_is_a_detector_with_an_explanation() -> None:
    files = sorted(Path(detectors.__path__[0]).glob("[!_]*.py"))
    found = find_detectors()
    assert list(found) == [file.stem for file in files]
    assert {"clinic_rise", "compound", "report_rise"} <= set(found)
    assert all(len((detector.__doc__ or "").split()) > 50 for detector in found.values())


def test_what_is_told_without_a_sign_changes_no_pattern(tmp_path: Path) -> None:
    signs = [sign("a", "strangers"), sign("b", "night_flight", 2), sign("c", "abduction", 5)]
    silent = {"kind": REPORT_KIND, "indicators": (), "severity": 1}
    told = [sign(f"told {number}", "strangers", number % 9).model_copy(update=silent) for number in range(60)]
    for name in ("signs", "both", "told"):
        (tmp_path / name).mkdir()
    assert detect(tmp_path / "both", [*signs, *told]) == detect(tmp_path / "signs", signs) != []
    assert detect(tmp_path / "told", told) == []
