import gzip

import pytest

from nlp.gazetteer.geonames import read_geonames
from nlp.gazetteer.load import read_file
from nlp.gazetteer.pcodes import read_pcodes
from nlp.gazetteer.tables import first_line, read_rows
from nlp.gazetteer.whos_on_first import read_whos_on_first
from schemas.errors import ConfigurationError

WOF_HEADER = "wof_id\tgeonames_id\tname\tplacetype\tparent_wof_id\tcountry\tlatitude\tlongitude\talt_names"


def geonames_row(number, name, code="PPL", latitude="2.0", first="01", second="", other=""):
    start = [number, name, name, other, latitude, "1.0", code[0], code, "XX", "", first, second, "", ""]
    return "\t".join([*start, "1200", "", "310", "Africa/Nowhere", "2024-01-01"])


def written(tmp_path, *lines, name="file.txt"):
    file = tmp_path / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_geonames_places_are_named_with_the_areas_that_hold_them(tmp_path):
    file = written(
        tmp_path,
        geonames_row("1", "Nordane", "ADM1"),
        geonames_row("2", "Kalouvé", "ADM2", second="0101"),
        geonames_row("3", "Tébirou", second="0101", other="Tebiru,تبيرو,"),
    )
    *_, village = read_geonames(file).places
    assert (village.admin1, village.admin2, village.population) == ("Nordane", "Kalouvé", 1200)
    assert set(village.alternate_names) == {"Tebiru", "تبيرو"}
    assert village.id == "geonames:3"


def test_a_row_that_cannot_be_a_place_is_counted_with_the_reason(tmp_path):
    file = written(
        tmp_path,
        geonames_row("1", "Tébirou", latitude="north"),
        geonames_row("2", "Ovril", latitude="95"),
        geonames_row("3", " "),
        geonames_row("4", "Marassé"),
    )
    content = read_geonames(file)
    assert [place.name for place in content.places] == ["Marassé"]
    assert dict(content.refused) == {"latitude is not usable": 2, "no name": 1}
    assert content.rows == 4


def test_quotation_marks_belong_to_names(tmp_path):
    (place,) = read_geonames(written(tmp_path, geonames_row("1", 'Sa"ada'))).places
    assert place.name == 'Sa"ada'


def test_whos_on_first_areas_are_found_by_following_parents(tmp_path):
    file = written(
        tmp_path,
        WOF_HEADER,
        "1\t\tNordane\tregion\t0\tXX\t2.0\t1.0\t",
        "2\t\tKalouvé\tcounty\t1\tXX\t2.0\t1.0\t",
        "3\t77\tTébirou\tlocality\t2\tXX\t2.1\t1.1\tTebiru|تبيرو | ",
    )
    *_, village = read_whos_on_first(file).places
    assert (village.admin1, village.admin2, village.feature_code) == ("Nordane", "Kalouvé", "PPL")
    assert village.alternate_names == ("Tebiru", "تبيرو")
    assert village.same_as == ("geonames:77",)


def test_parents_in_a_circle_end(tmp_path):
    file = written(tmp_path, WOF_HEADER, "1\t\tA\tregion\t2\tXX\t2.0\t1.0\t", "2\t\tB\tcounty\t1\tXX\t2.0\t1.0\t")
    assert len(read_whos_on_first(file).places) == 2


def test_pcodes_are_areas_without_position(tmp_path):
    file = written(
        tmp_path,
        "Location,Admin Level,P-Code,Name,Parent P-Code",
        "NGA,1,NG99,Nordane ,NGA",
        "NGA,2,NG9901,Kalouvé,NG99",
        "NGA,3,NG990101,Tébirou,NG9901",
        name="codes.csv",
    )
    content = read_pcodes(file)
    assert [(area.pcode, area.name, area.level, area.country) for area in content.areas] == [
        ("NG99", "Nordane", 1, "NG"),
        ("NG9901", "Kalouvé", 2, "NG"),
    ]
    assert dict(content.refused) == {"no level 1 or 2, code or name": 1}


def test_a_packed_file_reads_as_the_plain_one(tmp_path):
    plain = written(tmp_path, geonames_row("1", "Tébirou"))
    packed = tmp_path / "file.txt.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_file(packed) == read_file(plain)


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00no text", b"id;name\n1;Tebirou\n", b""])
def test_a_file_of_no_known_form_is_refused_with_its_name(tmp_path, raw):
    file = tmp_path / "other.txt"
    file.write_bytes(raw)
    with pytest.raises(ConfigurationError, match=r"other\.txt"):
        read_file(file)


def test_a_broken_archive_is_refused(tmp_path):
    file = tmp_path / "file.txt.gz"
    file.write_bytes(gzip.compress(geonames_row("1", "Tébirou").encode() * 50)[:-20])
    with pytest.raises(ConfigurationError, match="not a table"):
        list(read_rows(file, columns=("a", "b")))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        first_line(tmp_path / "none.txt")
