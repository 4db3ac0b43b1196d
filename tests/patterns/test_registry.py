from pathlib import Path

from patterns import detectors
from patterns.registry import find_detectors


def test_every_file_is_a_detector_with_an_explanation() -> None:
    files = sorted(Path(detectors.__path__[0]).glob("[!_]*.py"))
    found = find_detectors()
    assert list(found) == [file.stem for file in files]
    assert {"clinic_rise", "compound", "report_rise"} <= set(found)
    assert all(len((detector.__doc__ or "").split()) > 50 for detector in found.values())
