from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from geodata import cube
from geodata.columns.listing import StoriesThere, stories_nowhere, stories_there
from geodata.columns.loading import columns_of
from geodata.columns.selecting import select
from geodata.models import Compass, Precision, Role, Vicinity, VicinityKind
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import UNDATED, Store
from tests.making import DEIR, RUKBAN, mention, story
from tests.unit.geodata.columns import making

EAST = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
NORTH = Vicinity(VicinityKind.SIDE, Compass.NORTH)
DAYS = st.sampled_from([UNDATED, 700_000, 700_001, 700_002])


ALL = Query()


def there(store: Store, mark: str, query: Query = ALL, *, limit: int = 50, offset: int = 0) -> StoriesThere:
    columns = columns_of(store.scan())
    selected = select(columns, query, store.matching)
    return stories_there(columns, selected, cube.spots_of(columns, mark), limit=limit, offset=offset)


def titles(store: Store, found: StoriesThere) -> list[list[str]]:
    return [[store.story(each).title for each in report] for report in found.page]


@given(st.data())
def test_a_mark_lists_the_reports_of_its_stories_the_newest_first(data):
    stories = [
        making.Story(day=data.draw(DAYS), outlet=data.draw(st.integers(0, 2)))
        for _ in range(data.draw(st.integers(1, 7)))
    ]
    for number in range(1, len(stories)):
        first = data.draw(st.integers(0, number))
        if first < number and stories[first].report is None:
            stories[number] = making.Story(
                day=stories[number].day, outlet=stories[number].outlet, report=first
            )
    mentions = [
        making.Mention(data.draw(st.integers(0, len(stories) - 1)), data.draw(st.integers(0, 1)))
        for _ in range(data.draw(st.integers(0, 12)))
    ]
    columns = making.columns_of(stories, mentions)
    selected = select(columns, Query(), lambda words: None)
    limit, offset = data.draw(st.integers(1, 3)), data.draw(st.integers(0, 3))
    found = stories_there(columns, selected, [0], limit=limit, offset=offset)

    here = {each.story for each in mentions if each.spot == 0}
    reports: dict[int, list[int]] = {}
    for number in sorted(here, key=lambda n: (stories[n].day == UNDATED, stories[n].day, n)):
        report = stories[number].report
        reports.setdefault(number if report is None else report, []).append(number)
    newest = sorted(reports.values(), key=lambda each: (-max(stories[n].day for n in each), -max(each)))
    assert found.page == tuple(tuple(n + 1 for n in each) for each in newest[offset : offset + limit])
    assert (found.stories, found.reports) == (len(here), len(reports))
    assert found.outlets == len({stories[n].outlet for n in here} - {0})
    shown = {number - 1 for report in found.page for number in report}
    assert set(found.mentions) == {
        n + 1 for n, each in enumerate(mentions) if each.spot == 0 and each.story in shown
    }


def test_each_precision_and_vicinity_is_a_mark_with_stories_of_its_own():
    store = open_store(":memory:")
    store.add(story("a"), [mention(precision=Precision.NEAR, vicinity=EAST)])
    store.add(story("b"), [mention(precision=Precision.NEAR, vicinity=NORTH), mention(start=9)])
    store.add(story("c"), [mention(precision=Precision.NEAR)])
    marks = ("sy-raqqa~2~20km-E", "sy-raqqa~2~N", "sy-raqqa", "sy-raqqa~2", "sy-raqqa~2~around", "nowhere")
    found = [titles(store, there(store, mark)) for mark in marks]
    assert found == [[["a"]], [["b"]], [["b"]], [["c"]], [], []]


def test_a_query_narrows_the_stories_and_the_mentions():
    store = open_store(":memory:")
    store.add(story("old", day="2017-01-01"), [mention(), mention(start=9, role=Role.ACTOR)])
    store.add(story("new", day="2017-02-01"), [mention()])
    assert titles(store, there(store, "sy-raqqa")) == [["new"], ["old"]]
    january = there(store, "sy-raqqa", Query(last=date(2017, 1, 31)))
    assert (titles(store, january), len(january.mentions)) == ([["old"]], 1)


def test_stories_without_a_place_are_listed_the_newest_first():
    store = open_store(":memory:")
    store.add(story("drawn", day="2017-01-01"), [mention(DEIR)])
    store.add(story("acting", day="2017-01-02"), [mention(RUKBAN, role=Role.ACTOR)])
    store.add(story("none", day="2017-01-03"), [])
    store.add(story("undated"), [])
    columns = columns_of(store.scan())
    selected, drawn = (select(columns, Query(), store.matching) for _ in range(2))
    total, ids = stories_nowhere(columns, selected, drawn, limit=2, offset=0)
    assert (total, [store.story(each).title for each in ids]) == (3, ["none", "acting"])
    _, rest = stories_nowhere(columns, selected, drawn, limit=2, offset=2)
    assert [store.story(each).title for each in rest] == ["undated"]
