from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.columns import axis
from geodata.columns.folding import Fold, Repeats, Sums, fold
from geodata.models import Time
from geodata.stores.port import UNDATED, UNTOLD
from tests.unit.geodata.columns.making import Mention, Story, columns_of, counted

DAYS = st.just(UNDATED) | st.integers(700_000, 700_009)
TOLD = DAYS | st.just(UNTOLD)
SPOTS = 4


@st.composite
def collections(draw: st.DrawFn) -> tuple[list[Story], list[Mention]]:
    count = draw(st.integers(0, 8))
    stories = [Story(day=draw(DAYS)) for _ in range(count)]
    for number in range(1, count):
        if draw(st.booleans()):
            first = draw(st.integers(0, number - 1))
            root = stories[first].report
            stories[number] = Story(day=stories[number].day, report=first if root is None else root)
    size = draw(st.integers(0, 24)) if count else 0
    mentions = [
        Mention(draw(st.integers(0, count - 1)), draw(st.integers(0, SPOTS - 1)), draw(TOLD))
        for _ in range(size)
    ]
    return stories, mentions


def in_window(
    sums: Sums, repeats: Repeats, name: str, window: tuple[int, int], spot: int, undated: bool
) -> int:
    """A window's count as the page works it out: the sum, less what was counted before within it."""
    here = sums.spot == spot
    dated = here & (sums.step >= window[0]) & (sums.step <= window[1]) & (sums.step > 0)
    count = int(getattr(sums, name)[dated].sum())
    again = (repeats.spot == spot) & (repeats.later >= window[0]) & (repeats.later <= window[1])
    before = again & (repeats.earlier >= max(window[0], 1))
    count -= int(before.sum())
    if undated:
        count += int(getattr(sums, name)[here & (sums.step == 0)].sum())
        count -= int((again & ~before & repeats.undated).sum())
    return count


def check(
    found: Fold, stories: list[Story], mentions: list[Mention], time: Time, window: tuple[int, int]
) -> None:
    steps = (window[0] - found.base + 1, window[1] - found.base + 1)
    for undated in (False, True):
        for spot in (None, *range(SPOTS)):
            sums, number = (found.totals, -1) if spot is None else (found.cells, spot)
            wanted = counted(stories, mentions, time, window, undated=undated, spot=spot)
            given_ = (
                in_window(sums, found.repeated_stories, "stories", steps, number, undated),
                in_window(sums, found.repeated_reports, "reports", steps, number, undated),
                in_window(sums, Repeats(*[np.array([], dtype=int)] * 4), "mentions", steps, number, undated),
            )
            assert given_ == wanted, (spot, undated)


@given(collections(), st.sampled_from(Time), st.integers(699_998, 700_011), st.integers(0, 12))
def test_every_window_counts_what_looking_at_each_mention_counts(collection, time, first, length):
    stories, mentions = collection
    found = fold(columns_of(stories, mentions, SPOTS), None, time)
    check(found, stories, mentions, time, (first, first + length))
    assert found.drawn == len({mention.story for mention in mentions})


@given(collections(), st.sampled_from(Time), st.data())
def test_a_mask_folds_as_if_the_others_were_not_there(collection, time, data):
    stories, mentions = collection
    columns = columns_of(stories, mentions, SPOTS)
    kept = np.array([data.draw(st.booleans()) for _ in mentions], dtype=np.bool_)
    left = [
        mention
        for number, mention in enumerate(mentions)
        if kept[list(columns.mentions.id).index(number + 1)]
    ]
    check(fold(columns, kept, time), stories, left, time, (700_002, 700_006))


def test_a_story_of_two_days_is_one_story_in_a_window_that_holds_both():
    stories = [Story(day=700_005)]
    mentions = [Mention(0, 0, told=700_001), Mention(0, 0, told=700_004), Mention(0, 0)]
    found = fold(columns_of(stories, mentions), None, Time.EVENT)
    assert found.cells.stories.tolist() == [1, 1, 1]
    assert found.repeated_stories.later.tolist() == [4, 4, 5, 5]


def test_a_mention_without_a_day_of_its_own_is_uncertain_in_event_time_only():
    columns = columns_of([Story(day=700_005)], [Mention(0, 0), Mention(0, 1, told=700_004)])
    assert fold(columns, None, Time.EVENT).cells.uncertain.tolist() == [1, 0]
    assert fold(columns, None, Time.PUBLISHED).cells.uncertain.tolist() == [0, 0]


@pytest.mark.parametrize("time", Time)
def test_nothing_folds_to_nothing(time):
    found = fold(columns_of([], []), None, time)
    assert (len(found.cells.spot), len(found.totals.spot), found.drawn) == (0, 0, 0)


@pytest.mark.parametrize("time", Time)
def test_a_cell_holds_more_than_a_byte_counts(time):
    stories = [Story(day=700_001)] * 700
    mentions = [Mention(max(number - 300, 0), 0) for number in range(1000)]
    columns = columns_of(stories, mentions)
    for kept in (None, columns.mentions.story < 400, columns.mentions.story >= 400):
        left = mentions if kept is None else [mentions[at] for at in np.flatnonzero(kept)]
        check(fold(columns, kept, time), stories, left, time, (700_000, 700_002))


@given(collections(), st.sampled_from(Time))
def test_sorting_some_spots_at_a_time_is_the_same(collection, time):
    stories, mentions = collection
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(axis, "_AT_ONCE", 2)
        found = fold(columns_of(stories, mentions, SPOTS), None, time)
    check(found, stories, mentions, time, (700_002, 700_006))
