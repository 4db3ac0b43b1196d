"""The key of the cases: given, or made once for its owner alone."""

from pathlib import Path

from protection.case_key import KEY_BYTES, case_key


def test_a_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "case.key"
    key = case_key("", path)
    assert len(key) == KEY_BYTES
    assert case_key("", path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["case.key"]


def test_a_key_in_the_settings_wins_and_leaves_no_file(tmp_path: Path) -> None:
    assert case_key("of the mission", tmp_path / "case.key") == b"of the mission"
    assert not list(tmp_path.iterdir())
