import json
import os
import subprocess
import sys

import pytest

from geodata.errors import DataError
from geodata.geoparse import Geoparser
from geodata.geoparse.learnt.corpora import Corpus
from geodata.geoparse.learnt.lessons import learn_all
from geodata.geoparse.learnt.model import write_models
from geodata.geoparse.learnt.train import count_answers, held_out, main, teach
from tests import ROOT

NEWS = Corpus("news", "news.jsonl", arabic=True, bodies=True)
PLACES = ("قصف الطيران {} فجرا", "اجتمع الأهالي قرب {} مساء", "وصل النازحون صوب {} سيرا")
DOORS = ("أغلق الحارس {} بقوة", "طرق الصبي {} مرتين", "فتح الرجل {} للضيف")


def row(text, name, label=""):
    start = text.index("{}")
    spans = [{"start": start, "end": start + len(name), "label": label}] if label else []
    return {"text": text.replace("{}", name), "spans": spans}


def write(path, rows):
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    rows = [
        row(text, "الباب", label)
        for _ in range(6)
        for texts, label in ((PLACES, "LOC"), (DOORS, ""))
        for text in texts
    ]
    rows += [row("فاز فريق {} بهدف في المباراة", "حلب", "ORG")] * 5 + [
        row("وصل الوفد إلى {} أمس", "حلب", "LOC")
    ] * 5
    write(tmp_path / NEWS.file, rows)
    return tmp_path


def trained(gazetteer, folder):
    return learn_all([each.lesson for each in teach(gazetteer, folder, [NEWS])])


def found(gazetteer, models, text):
    return [(m.surface, m.role.value) for m in Geoparser(gazetteer, models).parse(text)]


def test_it_learns(gazetteer, folder):
    models = trained(gazetteer, folder)
    assert found(gazetteer, {}, "قصف الطيران الباب فجرا") == []
    assert found(gazetteer, models, "قصف الطيران الباب فجرا") == [("الباب", "location")]
    assert found(gazetteer, models, "أغلق الحارس الباب بقوة") == []


def test_a_person_stays_a_person_whatever_was_learnt(gazetteer, folder):
    assert found(gazetteer, trained(gazetteer, folder), "قصف الطيران الشيخ رشا فجرا") == []


def test_the_same_texts_give_the_same_bytes(gazetteer, folder, tmp_path):
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    for path in (one, other):
        write_models(path, trained(gazetteer, folder), ["test"])
    assert one.read_bytes() == other.read_bytes()
    assert one.stat().st_size > 1000


def test_the_same_bytes_in_another_process(folder, tmp_path):
    """Where sets have another order."""
    code = (
        "import sys; from pathlib import Path;"
        "from geodata.gazetteer.index import Gazetteer; from geodata.models import Kind, Place;"
        "from geodata.geoparse.learnt.corpora import Corpus; from geodata.geoparse.learnt.train import teach;"
        "from geodata.geoparse.learnt.lessons import learn_all;"
        "from geodata.geoparse.learnt.model import write_models;"
        "places = [Place('sy-bab', 'Al-Bab', 'الباب', Kind.TOWN, 36.37, 37.52, 'SY'),"
        " Place('sy-aleppo', 'Aleppo', 'حلب', Kind.CITY, 36.2, 37.15, 'SY', population=1600000)];"
        "news = Corpus('news', 'news.jsonl', arabic=True, bodies=True);"
        "taught = teach(Gazetteer(places), Path(sys.argv[1]), [news]);"
        "write_models(Path(sys.argv[2]), learn_all([each.lesson for each in taught]), [])"
    )
    written = []
    for seed in ("1", "77"):
        path = tmp_path / f"{seed}.tsv"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        subprocess.run(
            [sys.executable, "-c", code, str(folder), str(path)],
            check=True,
            cwd=ROOT,
            env=environment,
            timeout=60,
        )
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_folds_are_asked_of_what_others_taught(gazetteer, folder):
    taught = teach(gazetteer, folder, [NEWS], folds=3)
    assert [each.fold for each in taught] == sorted(each.fold for each in taught)
    counts = {}
    for fold, models in held_out(taught):
        count_answers(models, [each for each in taught if each.fold == fold], counts)
    right, said, wanted = counts["news", "arabic"]
    assert 0 < right <= min(said, wanted)


def test_a_damaged_corpus_is_told_by_its_line(gazetteer, tmp_path):
    write(tmp_path / NEWS.file, [row("قصف {}", "حلب", "LOC"), {"text": "حلب"}])
    with pytest.raises(DataError, match=r"news\.jsonl, line 2"):
        teach(gazetteer, tmp_path, [NEWS])


def test_a_missing_corpus_is_told(tmp_path):
    with pytest.raises(DataError, match="--corpora"):
        main(["--corpora", str(tmp_path)])
