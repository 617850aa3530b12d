"""What each name does in its sentence, over the project's own gazetteer."""

import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser


@pytest.fixture(scope="module")
def parser():
    return Geoparser(bundled())


def roles(parser, text):
    return [(mention.surface, mention.role.value) for mention in parser.parse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Attacks: the subject follows a verb at the head of a clause, else what is hit does.
        ("إسرائيل تقصف دمشق", [("إسرائيل", "actor"), ("دمشق", "location")]),
        ("قصفت روسيا سوريا من البحر", [("روسيا", "actor"), ("سوريا", "location")]),
        ("الطائرات قصفت سوريا", [("سوريا", "location")]),
        ("Israel bombs Damascus again", [("Israel", "actor"), ("Damascus", "location")]),
        ("He fled Syria and entered Turkey", [("Syria", "location"), ("Turkey", "location")]),
        # Whoever is accused, warned or called on is a government.
        ("اتهمت روسيا تركيا بخرق الاتفاق", [("روسيا", "actor"), ("تركيا", "actor")]),
        ("Damascus accused Ankara of fraud", [("Damascus", "actor"), ("Ankara", "actor")]),
        ("Washington called on Turkey to stop", [("Washington", "actor"), ("Turkey", "actor")]),
        ("Turkey was accused by Russia", [("Turkey", "actor"), ("Russia", "actor")]),
        ("Iraq was invaded by the United States", [("Iraq", "location"), ("United States", "actor")]),
        # A capital acts as the subject of a verb, not as what another subject is of.
        ("قال إن بيروت ترفض العرض", [("بيروت", "actor")]),
        ("مدارس بيروت تفتح غدا", [("بيروت", "location")]),
        ("شهدت دمشق ازدحاما", [("دمشق", "location")]),
        # Borders and crossings lead "with" and "between"; talks are held so.
        ("فتح معبر نصيب مع الأردن", [("معبر نصيب", "location"), ("الأردن", "location")]),
        ("الحدود السورية مع تركيا مغلقة", [("السورية", "demonym"), ("تركيا", "location")]),
        ("Jordan closed its border with Syria", [("Jordan", "actor"), ("Syria", "location")]),
        ("Talks between Turkey and Russia went on", [("Turkey", "actor"), ("Russia", "actor")]),
        # What a body is for may stand between its head and its place.
        ("غرفة تجارة دمشق", [("دمشق", "organisation")]),
        ("دخل فريق من النقابة حلب", [("حلب", "location")]),
        (
            "Fighters of the Daraa Central Operations Room left the town",
            [("Daraa", "organisation")],
        ),
        # Two states act together; a state and a town are coupled only as places.
        ("Russia and Turkey agreed to a truce", [("Russia", "actor"), ("Turkey", "actor")]),
        ("Fighting in Syria and Turkey went on", [("Syria", "location"), ("Turkey", "location")]),
        ("It lies between Damascus and Aleppo", [("Damascus", "location"), ("Aleppo", "location")]),
        ("Talks between Damascus and Ankara", [("Damascus", "actor"), ("Ankara", "actor")]),
        # سورية is an adjective after a feminine noun, the country elsewhere.
        ("وصلت عائلات سورية إلى بيروت", [("سورية", "demonym"), ("بيروت", "location")]),
        ("زار الوفد سورية وغادر", [("سورية", "location")]),
        ("The U.S.-led coalition struck", [("U.S.", "actor")]),
        # A hyphen inside a word sets no dateline off.
        ("Iran-backed militias attacked US troops", [("Iran", "actor"), ("US", "actor")]),
    ],
)
def test_roles(parser, text, expected):
    found = dict(roles(parser, text))
    assert {surface: found.get(surface) for surface, _ in expected} == dict(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزير التربية عباس الحلبي", []),
        ("قتل أبو بكر البغدادي", []),
        ("قال أبو علي العراقي", []),
        ("الحي الحلبي القديم", [("الحلبي", "demonym")]),
        ("حي جوبر الدمشقي", [("جوبر", "location"), ("الدمشقي", "demonym")]),
        ("الجيش العراقي", [("العراقي", "demonym")]),
    ],
)
def test_a_surname_is_no_place(parser, text, expected):
    assert roles(parser, text) == expected
