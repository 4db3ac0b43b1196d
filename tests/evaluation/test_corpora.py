"""The readers of labelled texts, on small invented files of each form."""

import gzip
import json

import pytest

from evaluation.corpora import Document, Gold, read_documents
from schemas.errors import ConfigurationError
from schemas.geography import Position

TEXT = "Men of Tébirou left for Balle."
HUMSET = json.dumps(
    [
        {
            "lead_id": 7,
            "source": "x",
            "text": TEXT,
            "annotations": [
                {"text": "Tébirou", "start": 7, "end": 14, "label": "AST"},
                {"text": "Balle", "start": 24, "end": 29, "label": "LOC"},
            ],
        }
    ]
)
GEOVIRUS = f"""<articles><article><source>note-7</source><text>{TEXT}</text><locations>
<location><name>Tébirou</name><start>8</start><end>15</end><lat>2.1</lat><lon>-1.1</lon></location>
<location><name>Balle</name><start>25</start><end>30</end><lat></lat><lon></lon></location>
</locations></article></articles>"""
GWN = f"""<articles><article file="7"><title>t</title><text>{TEXT}</text><toponyms>
<toponym><type>Metonymic</type><start>7</start><end>14</end><latitude /><longitude /></toponym>
<toponym><type>Literal</type><start>24</start><end>29</end><latitude>3.2</latitude><longitude>1.2</longitude></toponym>
<toponym><type>Non_Toponym</type><start>0</start><end>3</end><latitude /><longitude /></toponym>
</toponyms></article></articles>"""
FORMS = {"humset": HUMSET, "geovirus": GEOVIRUS, "gwn": GWN}


def read(tmp_path, corpus, content, half="all"):
    file = tmp_path / "corpus"
    file.write_text(content, encoding="utf-8")
    return read_documents(corpus, file, half)


@pytest.mark.parametrize(
    ("corpus", "id", "labels", "truths"),
    [
        ("humset", "7", ["AST", "LOC"], [None, None]),
        ("geovirus", "note-7", ["LOC", "LOC"], [Position(2.1, -1.1), None]),
        ("gwn", "7", ["AST", "LOC"], [None, Position(3.2, 1.2)]),
    ],
)
def test_every_form_gives_the_names_labels_and_positions(tmp_path, corpus, id, labels, truths):
    (document,) = read(tmp_path, corpus, FORMS[corpus])
    assert (document.id, document.text) == (id, TEXT)
    assert [TEXT[each.start : each.end] for each in document.places] == ["Tébirou", "Balle"]
    assert [each.label for each in document.places] == labels
    assert [each.truth for each in document.places] == truths


@pytest.mark.parametrize("corpus", FORMS)
def test_a_packed_file_reads_the_same(tmp_path, corpus):
    packed = tmp_path / "corpus.gz"
    packed.write_bytes(gzip.compress(FORMS[corpus].encode()))
    assert read_documents(corpus, packed, "all") == read(tmp_path, corpus, FORMS[corpus])


@pytest.mark.parametrize(
    ("corpus", "content"),
    [
        ("humset", "[]"),
        ("humset", "{"),
        ("humset", '[{"lead_id": 1, "text": "x"}]'),
        ("humset", '[{"lead_id": 1, "text": "x", "annotations": [{"start": "a", "end": 2, "label": "LOC"}]}]'),
        ("humset", '{"lead_id": 1}'),
        ("humset", GWN),
        ("geovirus", ""),
        ("geovirus", "<articles/>"),
        ("geovirus", GWN),
        ("geovirus", GEOVIRUS.replace("<lat>2.1", "<lat>north")),
        ("geovirus", GEOVIRUS.replace("<start>8</start>", "")),
        ("gwn", GEOVIRUS),
        ("gwn", HUMSET),
    ],
)
def test_a_file_of_another_form_is_refused_by_name(tmp_path, corpus, content):
    with pytest.raises(ConfigurationError, match=f"of the form of {corpus}"):
        read(tmp_path, corpus, content)


def test_a_broken_package_is_refused(tmp_path):
    for content in (b"no package", gzip.compress(HUMSET.encode())[:-12]):
        file = tmp_path / "corpus.gz"
        file.write_bytes(content)
        with pytest.raises(ConfigurationError, match="humset"):
            read_documents("humset", file, "all")


def test_the_halves_are_disjoint_and_together_all(tmp_path):
    content = json.dumps([{"lead_id": number, "text": "x", "annotations": []} for number in range(40)])
    tune, report, every = (read(tmp_path, "humset", content, half) for half in ("tune", "report", "all"))
    assert every == [Document(str(number), "x", ()) for number in range(40)]
    assert 0 < len(tune) < 40
    assert sorted(tune + report) == sorted(every)


def test_a_gold_place_without_coordinates_has_no_truth():
    assert Gold(0, 1, "LOC").truth is None
