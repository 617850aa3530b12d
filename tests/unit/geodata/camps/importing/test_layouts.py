"""Each layout that people have, from a made-up file to what would be kept."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.camp_records import Camp, CampStatus, CampType, to_dict
from geodata.camps.importing import Action, Plan
from geodata.errors import UsageError
from geodata.models import DatePrecision, Precision
from tests.unit.geodata.camps.importing.conftest import Planner

ISIMM = """\
PCODE,governorate,district,cluster,camp_name,geo,TypeSite,girls,boys,women,men,individual
CP000901,Idleb,Harim,Atmeh,Al Wadi*,"36.3210,36.6701",Self-settled camp,10,12,8,9,39
CP000902,Idleb,Ariha,,Al Burj,"35.8802,36.6105",Planned camp,0,0,0,0,0
,,,,,,,,,,,
CP000903,Idleb,Harim,,Al Marj,"36.2001,36.6502",Planned camp,,,,,
"""


def only(plan: Plan) -> Camp:
    (camp,) = plan.kept
    return camp


def columns(plan: Plan) -> dict[str, str]:
    return {column.heading: column.field for column in plan.columns if column.field}


def test_cccm_isimm(plan: Planner):
    found = plan(ISIMM, "ISIMM_2020July.csv")
    assert (found.layout, found.source, found.questions) == ("cccm_isimm", "CCCM ISIMM", ())
    first, zero, gap = found.kept
    assert (first.name, first.type, first.pcode) == ("Al Wadi", CampType.INFORMAL_SETTLEMENT, "CP000901")
    assert (first.lat, first.lon, first.precision) == (36.3210, 36.6701, Precision.EXACT)
    assert (first.country, first.admin1, first.admin2) == ("SY", "sy-idlib-governorate", "Harim")
    (figure,) = first.populations
    assert (figure.count, figure.unit, figure.source.name) == (39, "people", "CCCM ISIMM")
    assert (figure.when.first, figure.when.precision) == (date(2020, 7, 1), DatePrecision.MONTH)
    assert dict(figure.parts) == {"girls": 10, "boys": 12, "women": 8, "men": 9}
    assert zero.populations[0].count == 0
    assert gap.populations[0].count is None
    assert dict(first.extra) == {"cluster": "Atmeh"}
    assert [remark.code for remark in found.remarks] == ["blank_rows"]


def test_cccm_iraq_fsmt_with_semicolons_in_windows_arabic(plan: Planner):
    text = "governorate;camp_name;household;individual;geo\nنينوى;مخيم الوادي 2;120;640;36,16 43,27\n"
    found = plan(text.encode("windows-1256"), "FSMT.csv", answers={"date": "2021-05"})
    assert found.layout == "cccm_fsmt"
    camp = only(found)
    assert (camp.name, camp.name_ar, camp.lat, camp.lon) == ("مخيم الوادي 2", "مخيم الوادي 2", 36.16, 43.27)
    assert (camp.country, camp.admin1) == ("IQ", "Nineveh")
    assert {(figure.unit, figure.count) for figure in camp.populations} == {
        ("people", 640),
        ("households", 120),
    }


def test_unhcr(plan: Planner):
    text = (
        "pcode\tname\tname_alt\tloc_type\tloc_subtype\tcreatedate\tclosedate\tsource\tstatus\tPOINT_X\tPOINT_Y\n"
        "SYRs900001\tAl Wadi\tWadi|الوادي\tRefugee Location\tPlanned settlement\t01/02/2013\t30/09/2019\t"
        "Office A\t0\t38.6\t35.9\n"
        "SYRs900002\tAl Burj\t\tRefugee Location\tCamp\t2014-05-01\t\tOffice A\t1\t39.01\t35.95\n"
    )
    found = plan(text, "locations.tsv")
    assert found.layout == "unhcr"
    closed, opened = found.kept
    assert [(c.status, c.when.first) for c in closed.statuses] == [
        (CampStatus.OPEN, date(2013, 2, 1)),
        (CampStatus.CLOSED, date(2019, 9, 30)),
    ]
    assert [(c.status, c.when.first) for c in opened.statuses] == [(CampStatus.OPEN, date(2014, 5, 1))]
    assert (closed.lat, closed.lon) == (35.9, 38.6)
    assert closed.aliases == ("Wadi", "الوادي")
    assert (closed.type, opened.type) == (CampType.PLANNED_CAMP, CampType.PLANNED_CAMP)
    assert closed.sources[0].name == "Office A"


def test_kobo(plan: Planner):
    text = (
        "start;end;info/governorate;info/camp_name;info/_gps_latitude;info/_gps_longitude;info/_gps_altitude;"
        "figures/households;figures/individuals;today;_id;_uuid;_submission_time\n"
        "2024-03-02T10:00:00;2024-03-02T10:20:00;Aleppo;Al Wadi;36.4702;37.0803;410;80;412;2024-03-02;17;"
        "ab-cd;2024-03-03\n"
    )
    found = plan(text, "kobo.csv")
    assert found.layout == "kobo"
    camp = only(found)
    assert (camp.name, camp.lat, camp.lon) == ("Al Wadi", 36.4702, 37.0803)
    assert {figure.when.first for figure in camp.populations} == {date(2024, 3, 2)}
    assert camp.id == "sy-al-wadi-camp"
    assert {c.heading for c in found.columns if c.how == "meta"} >= {"_id", "_uuid", "start", "end"}


@pytest.mark.parametrize(
    "headings",
    ["ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_PCODE", "adm1_name,adm1_name1,adm1_pcode,adm2_name,adm2_pcode"],
)
def test_areas_by_their_codes(plan: Planner, headings: str):
    text = (
        f"site_name,{headings},latitude,longitude\nAl Wadi,Wrongly Spelt,إدلب,SY07,Harim,SY0703,36.2,36.65\n"
    )
    found = plan(text)
    assert found.layout == "cod_ab"
    assert only(found).admin1 == "sy-idlib-governorate"
    assert only(found).admin2 == "Harim"


def test_tags_below_foreign_headings(plan: Planner):
    tags = "#loc+name,#adm1+name,#geo+lat,#geo+lon,#affected"
    text = f"Nombre,Región,Y,X,Gente\n{tags}\nAl Wadi,Idlib,36.2,36.65,77\n"
    found = plan(text, "2023-05.csv")
    assert found.layout == "hxl"
    assert (only(found).name, only(found).populations[0].count) == ("Al Wadi", 77)
    assert len(found.steps) == 1
    assert "tags" in [remark.code for remark in found.remarks]


def test_arabic_headings_and_digits(plan: Planner):
    headings = "اسم المخيم,المحافظة,خط العرض,خط الطول,عدد العائلات,التاريخ"
    text = f"{headings}\nمخيم الوادي,إدلب,٣٦٫٢٠٠١,٣٦٫٦٥٠٢,١٢٠,٢٠٢٣/٠٥/٠١\n"
    camp = only(plan(text))
    assert (camp.lat, camp.lon, camp.admin1) == (36.2001, 36.6502, "sy-idlib-governorate")
    assert (camp.populations[0].count, camp.populations[0].unit) == (120, "households")
    assert camp.populations[0].when.first == date(2023, 5, 1)


def test_columns_of_an_own_layout_are_mapped(plan: Planner):
    text = "Nom;NS;EO\nAl Wadi;36.2;36.65\n"
    with pytest.raises(UsageError, match="names camps"):
        plan(text)
    mapping = {"Nom": "name", "NS": "lat", "EO": "lon"}
    found = plan(text, mapping=mapping)
    assert (found.layout, only(found).lat) == ("mapped", 36.2)
    again = plan(text, saved={"their list": mapping, "other": {"Nope": "name"}})
    assert (again.mapped_as, only(again).lon) == ("their list", 36.65)


def workbook(rows: list[list[Any]], **others: list[list[Any]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.title = "Notes"
    book.active.append(["Read me"])
    for title, sheet_rows in {"Camps": rows, **others}.items():
        sheet = book.create_sheet(title)
        for row in sheet_rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_with_a_title_above_the_headings(plan: Planner):
    rows = [["Camps of the north"], [], ["Camp name", "Lat", "Long", "Individuals", "Date"]]
    rows.append(["Al Wadi", 36.2001, 36.6502, 1200, date(2023, 5, 1)])  # type: ignore[list-item]
    found = plan(workbook(rows), "list.xlsx")
    assert (found.sheet, found.sheets) == ("Camps", ("Notes", "Camps"))
    assert only(found).populations[0].count == 1200
    assert only(found).populations[0].when.first == date(2023, 5, 1)
    assert found.steps[0].rows == (4,)


def test_a_sheet_is_chosen_by_name(plan: Planner):
    rows = [["camp_name", "lat", "lon"], ["Al Wadi", 36.2, 36.65]]
    other = [["camp_name", "lat", "lon"], ["Al Burj", 36.3, 36.65]]
    assert only(plan(workbook(rows, May=other), "list.xlsx", sheet="May")).name == "Al Burj"
    with pytest.raises(UsageError, match="no sheet “June”"):
        plan(workbook(rows), "list.xlsx", sheet="June")


def frame() -> Any:
    import geopandas

    points = geopandas.points_from_xy([36.6502, 36.61], [36.2001, 35.88])
    names = {"camp_name": ["Al Wadi", "مخيم البرج"], "individual": [12, 0], "date": ["2023-05-01"] * 2}
    return geopandas.GeoDataFrame(names, geometry=points, crs="EPSG:4326")


@pytest.mark.parametrize(("ending", "driver"), [(".geojson", "GeoJSON"), (".gpkg", "GPKG"), (".kml", "KML")])
def test_geographic_files(plan: Planner, tmp_path: Path, ending: str, driver: str):
    path = tmp_path / f"camps{ending}"
    frame().to_file(path, driver=driver)
    wadi, burj = plan(path.read_bytes(), path.name).kept
    assert (wadi.name, wadi.lat, wadi.lon) == ("Al Wadi", 36.2001, 36.6502)
    assert burj.name == "مخيم البرج"
    assert burj.populations[0].count == 0


def test_a_shapefile_in_a_zip_in_another_projection(plan: Planner, tmp_path: Path):
    frame().to_crs(32637).to_file(tmp_path / "camps.shp", encoding="utf-8")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in tmp_path.iterdir():
            archive.write(part, f"folder/{part.name}")
    wadi, burj = plan(stream.getvalue(), "camps.zip").kept
    assert (wadi.lat, wadi.lon) == (pytest.approx(36.2001), pytest.approx(36.6502))
    assert burj.name == "مخيم البرج"


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "list.csv", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "list.png", "Files may end in"),
        (b"PK\x03\x04broken", "list.zip", "broken"),
        (b"<kml", "list.kml", "cannot be read as a map layer"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><kml/>', "list.kml", "entities"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "list.xls", "save it as .xlsx"),
        (b"{", "list.geojson", "cannot be read as a map layer"),
    ],
)
def test_what_cannot_be_read_is_told(plan: Planner, data: bytes, name: str, told: str):
    with pytest.raises(UsageError, match=told):
        plan(data, name)


def test_an_archive_that_leads_out_of_itself_is_refused(plan: Planner):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../camps.csv", "camp_name,lat,lon\nAl Wadi,36.2,36.6\n")
    with pytest.raises(UsageError, match="leads out"):
        plan(stream.getvalue(), "camps.zip")


def test_a_plan_is_json_in_both_languages(plan: Planner):
    import json

    from geodata.models import Language

    found = plan(ISIMM, "ISIMM_2020July.csv")
    for language in Language:
        told = json.loads(json.dumps(found.to_json(language)))
        assert told["counts"]["add"] == 3
        assert told["steps"][0]["camp"] == json.loads(json.dumps(to_dict(found.kept[0])))
    assert found.to_json(Language.ARABIC)["steps"][0]["action_told"] == "يُضاف"
    assert {step.action for step in found.steps} == {Action.ADD}
