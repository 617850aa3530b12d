import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.geoparse.reasons import CODES
from geodata.models import Kind, Part, Place, Precision, Role


def found(geoparser, text, **more):
    return [(m.surface, m.role.value, m.place and m.place.id) for m in geoparser.parse(text, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على مدينة حلب", [("حلب", "location", "sy-aleppo")]),
        ("انسحبوا من الرقة وحلب", [("الرقة", "location", "sy-raqqa"), ("حلب", "location", "sy-aleppo")]),
        ("عادوا للعراق", [("لعراق", "location", "iso-IQ")]),
        ("سافر إلى لبنان", [("لبنان", "location", "iso-LB")]),
        ("قُصِفَتْ حَلَبُ ليلا", [("حَلَبُ", "location", "sy-aleppo")]),
        ("معارك ديرالزور", [("ديرالزور", "location", "sy-deir-ez-zor")]),
        ("فتح الباب وخرج", []),
        ("دخلوا مدينة الباب", [("الباب", "location", "sy-bab")]),
        ("قالت رشا إنها بخير", []),
        ("قصف قرية رشا", [("رشا", "location", "gn-1")]),
        ("مجلس دير الزور العسكري", [("دير الزور", "organisation", "sy-deir-ez-zor")]),
        ("جامعة حلب", [("حلب", "organisation", "sy-aleppo")]),
        ("قوات سوريا الديمقراطية", [("سوريا", "organisation", "iso-SY")]),
        ("اتهمت روسيا أمريكا", [("روسيا", "actor", "iso-RU"), ("أمريكا", "actor", "iso-US")]),
        ("وصل إلى روسيا", [("روسيا", "location", "iso-RU")]),
        ("إيران تواصل تحركاتها", [("إيران", "actor", "iso-IR")]),
        ("القوات الروسية", [("الروسية", "demonym", "iso-RU")]),
        ("دخل قرية معردبسا أمس", [("معردبسا", "location", None)]),
        ("قرب مخيم الركبان", [("الركبان", "location", "sy-rukban")]),
        ("#دير_الزور تحت القصف", [("دير_الزور", "location", "sy-deir-ez-zor")]),
        ("صورة #انفجار_بيروت", []),
        ("حلب. الرقة", [("حلب", "location", "sy-aleppo"), ("الرقة", "location", "sy-raqqa")]),
        ("http://example.org/حلب @حلب", []),
        ("Clashes in Ar-Raqqah", [("Ar-Raqqah", "location", "sy-raqqa")]),
        ("Clashes in Deir Ezzor", [("Deir Ezzor", "location", "sy-deir-ez-zor")]),
        ("the University of Aleppo", [("Aleppo", "organisation", "sy-aleppo")]),
        ("Michael Jordan spoke", []),
        ("حاول أن يفتح كلية", []),
        ("دمشقًا وحلبًا", []),
        ("تنظيم الدولة الإسلامية في العراق", [("العراق", "organisation", "iso-IQ")]),
        ("مدينة الرقة المدمرة", [("الرقة", "location", "sy-raqqa")]),
        ("الشيخ رشا", []),
        ("قريه رشا", [("رشا", "location", "gn-1")]),
        ("US troops left Aleppo", [("US", "actor", "iso-US"), ("Aleppo", "location", "sy-aleppo")]),
        ("A US drone hit", [("US", "actor", "iso-US")]),
        ("join us in Aleppo", [("Aleppo", "location", "sy-aleppo")]),
        ("The Aleppo Media Office said", [("Aleppo", "organisation", "sy-aleppo")]),
        ("Airstrikes Hit Aleppo Market, Killing Dozens", [("Aleppo", "location", "sy-aleppo")]),
        ("Turkey said no", [("Turkey", "actor", "iso-TR")]),
        ("They fled to Turkey", [("Turkey", "location", "iso-TR")]),
        ("Syrian troops", [("Syrian", "demonym", "iso-SY")]),
        ("the village of Qaminat", [("Qaminat", "location", None)]),
        ("DAMASCUS (Agency) - Officials met", [("DAMASCUS", "dateline", "sy-damascus")]),
        ("دمشق - سانا\nوصل الوفد", [("دمشق", "dateline", "sy-damascus")]),
        ("(بيروت – أ ف ب) قال", [("بيروت", "dateline", "lb-beirut")]),
        ("في حديثه قال إن مدينة الرقة هادئة", [("الرقة", "location", "sy-raqqa")]),
        ("اقتحموا المدينة", []),
        ("بدأت تركيا هجوما", [("تركيا", "actor", "iso-TR")]),
        ("توسطت فيه روسيا", [("روسيا", "actor", "iso-RU")]),
        ("زار لبنان", [("لبنان", "location", "iso-LB")]),
        ("الحدود بين العراق وسوريا", [("العراق", "location", "iso-IQ"), ("سوريا", "location", "iso-SY")]),
        ("شابا تركيا", [("تركيا", "demonym", "iso-TR")]),
        ("لواء شهداء الرقة", [("الرقة", "organisation", "sy-raqqa")]),
        ("Turkey carried out raids", [("Turkey", "actor", "iso-TR")]),
        ("they fled Turkey last year", [("Turkey", "location", "iso-TR")]),
        ("the US-led jets", [("US", "actor", "iso-US")]),
        ("Iran's elite force", [("Iran", "actor", "iso-IR")]),
        ("Iran's border", [("Iran", "location", "iso-IR")]),
        ("Raqqa brigade", [("Raqqa", "organisation", "sy-raqqa")]),
        ("They left al-Bab city", [("al-Bab", "location", "sy-bab")]),
        ("the Rukban camp", [("Rukban", "location", "sy-rukban")]),
        ("قرية رشا في بيروت", [("رشا", "location", None), ("بيروت", "location", "lb-beirut")]),
        ("قرية رشا في سوريا", [("رشا", "location", "gn-1"), ("سوريا", "location", "iso-SY")]),
        (
            "وقع قصف عنيف على حلب (الرقة)",
            [("حلب", "location", "sy-aleppo"), ("الرقة", "location", "sy-raqqa")],
        ),
    ],
)
def test_one_thing_at_a_time(geoparser, text, expected):
    assert found(geoparser, text) == expected


@pytest.mark.parametrize(
    ("text", "place", "precision"),
    [
        ("ريف إدلب الجنوبي", "sy-idlib-governorate", Precision.FUZZY),
        ("محافظة الرقة", "sy-raqqa-governorate", Precision.GOVERNORATE),
        ("northern countryside of Aleppo", "sy-aleppo-governorate", Precision.FUZZY),
        ("in Aleppo's countryside", "sy-aleppo-governorate", Precision.GOVERNORATE),
        ("ريف الباب", "sy-bab", Precision.NEAR),
        ("شمال الرقة", "sy-raqqa", Precision.NEAR),
        ("شرق سوريا", "iso-SY", Precision.FUZZY),
        ("10 km north of Raqqa", "sy-raqqa", Precision.NEAR),
        ("ريف دمشق", "sy-rif-dimashq-governorate", Precision.GOVERNORATE),
        ("the southern countryside of Damascus", "sy-rif-dimashq-governorate", Precision.FUZZY),
        ("محافظة بيروت", "lb-beirut", Precision.GOVERNORATE),
        ("شمال شرق الرقة", "sy-raqqa", Precision.NEAR),
        ("وسط الرقة", "sy-raqqa", Precision.EXACT),
    ],
)
def test_vicinity(geoparser, text, place, precision):
    (mention,) = geoparser.parse(text)
    assert (mention.place.id, mention.precision, mention.role) == (place, precision, Role.LOCATION)


def test_the_story_decides_between_two_of_a_name(geoparser):
    (_, north) = geoparser.parse("اشتباكات في حلب وقرية صالحية")
    (_, south) = geoparser.parse("اشتباكات في دمشق وقرية صالحية")
    assert (north.place.id, south.place.id) == ("gn-2", "gn-3")
    assert {c.place_id for c in north.candidates} == {"gn-2", "gn-3"}


def test_containment_decides(geoparser):
    (village, _) = geoparser.parse("قرية صالحية في ريف دمشق")
    assert village.place.id == "gn-3"
    assert "context.contained" in {reason.code for reason in village.reasons}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("في حلب", {"name.exact"}),
        ("في سورية", {"name.alias", "only.candidate"}),
        ("وصل لحلب", {"name.clitic"}),
        ("كفر نبل", {"name.spacing", "only.candidate"}),
        ("مدينة الباب", {"type.word", "homograph.accepted"}),
        ("الجيش الروسي", {"name.demonym"}),
        ("Deir al-Zour", {"name.sound"}),
        ("بلدة معردبسا", {"name.unknown"}),
        ("مجلس حلب", {"role.organisation"}),
        ("اتهمت روسيا", {"role.actor"}),
        ("ريف حلب", {"vicinity.countryside"}),
        ("شمال حلب", {"vicinity.direction"}),
        ("محيط حلب", {"vicinity.around"}),
        ("حلب - خاص", {"dateline"}),
    ],
)
def test_reasons(geoparser, text, codes):
    (mention, *_) = geoparser.parse(text)
    assert codes <= {reason.code for reason in mention.reasons}


def test_a_name_two_countries_share_says_little(gazetteer):
    oman = Place("iso-OM", "Oman", "عمان", Kind.COUNTRY, 21, 57, "OM", precision=Precision.COUNTRY)
    amman = Place("jo-amman", "Amman", "عمان", Kind.CITY, 31.95, 35.93, "JO", population=1_300_000)
    jordan = Place("iso-JO", "Jordan", "الأردن", Kind.COUNTRY, 31, 36, "JO", precision=Precision.COUNTRY)
    geoparser = Geoparser(Gazetteer([oman, amman, jordan]))
    assert [m.place.id for m in geoparser.parse("أمطار في عمان والأردن")] == ["jo-amman", "iso-JO"]


def test_the_title_comes_first_and_is_context(geoparser):
    mentions = geoparser.parse("قصف قرية صالحية", title="حلب تحت النار")
    assert [(m.part, m.place.id) for m in mentions] == [(Part.TITLE, "sy-aleppo"), (Part.TEXT, "gn-2")]


def test_a_given_dateline_is_context(geoparser):
    (mention,) = geoparser.parse("قصف قرية صالحية", dateline="دمشق")
    assert mention.place.id == "gn-3"


def test_sentence_and_event(geoparser):
    text = "وصلت القافلة. قصفت الطائرات حلب أمس."
    (mention,) = geoparser.parse(text, published=date(2017, 10, 12))
    assert text[mention.sentence_start : mention.sentence_end] == "قصفت الطائرات حلب أمس."
    assert mention.event is not None and mention.event.first == date(2017, 10, 11)


any_text = st.text(st.characters(exclude_categories=()), max_size=300)
PIECES = "حلب|و|لل|ال|ريف |في | |\n|، |. |الباب|روسيا|قرية |Aleppo|#|_|'s |North |village of |\u200f|ـ|ً|(|)|-"
pieces = st.lists(
    st.sampled_from([*PIECES.split("|"), "Deir Ezzor", "سوريا ", "ﻻ", "گ", "\ud800"]), max_size=40
).map("".join)


@settings(deadline=None)
@given(any_text | pieces, any_text | pieces)
def test_any_string_has_a_true_answer(geoparser, text, title):
    mentions = geoparser.parse(text, title=title, published=date(2020, 1, 1))
    last = (Part.TITLE, 0)
    for mention in mentions:
        whole = title if mention.part is Part.TITLE else text
        assert whole[mention.start : mention.end] == mention.surface
        assert 0 <= mention.sentence_start <= mention.start < mention.end <= len(whole)
        assert 0 <= mention.confidence <= 1
        assert {reason.code for reason in mention.reasons} <= set(CODES)
        assert mention.part is not last[0] or mention.start >= last[1]
        last = (mention.part, mention.end)
    assert Geoparser(geoparser.gazetteer).parse(text, title=title, published=date(2020, 1, 1)) == mentions


def test_time_grows_with_length_alone(geoparser):
    text = "قصف ريف حلب وقرية رشا في إدلب، وقالت روسيا إن Aleppo and Raqqa were hit. "
    for start in (
        "",
        "و" * 20_000,
        "#" * 20_000,
        "'" * 20_000,
        "حلب" * 10_000,
        "a-" * 10_000,
        "#أ_ب حلب " * 5_000,
    ):
        started = time.perf_counter()
        geoparser.parse(start + text * 300)
        assert time.perf_counter() - started < 5
