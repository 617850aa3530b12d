"""Every id of the page. Tests, scripts and styles may rely on these names; nobody writes one as a literal."""

from __future__ import annotations

from enum import StrEnum


class Id(StrEnum):
    """Ids of the page's elements, by feature."""

    # the page
    LOCATION = "location"
    ROOT = "root"
    PAGE = "page"
    LANGUAGE = "language"
    THEME = "theme"
    NOTICE = "notice"

    # adding stories
    ADD = "add"
    ADDING = "adding"

    # the map
    MAP = "map"
    MAP_FRAME = "map-frame"
    MAP_TIP = "map-tip"
    MAP_MESSAGE = "map-message"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_ALL = "zoom-all"
    LEGEND = "legend"
    SCALE_BAR = "scale-bar"

    # time
    TIMELINE = "timeline"
    PLAY = "play"
    STEP_BACK = "step-back"
    STEP_FORWARD = "step-forward"
    WINDOW_ALL = "window-all"
    PERIOD = "period"
    COUNTS = "counts"
    HISTOGRAM = "histogram"
    WINDOW_FROM = "window-from"
    WINDOW_TO = "window-to"
    WINDOW_BODY = "window-body"
    BIN = "bin"
    MEASURE = "measure"
    UNDATED = "undated"

    # stories
    STORY_PANEL = "story-panel"

    # filters
    FILTERS = "filters"
    FILTERS_TOGGLE = "filters-toggle"
    FILTERS_BODY = "filters-body"
    FILTERS_SAID = "filters-said"
    FILTERS_EMPTY = "filters-empty"
    FILTER_CHIPS = "filter-chips"

    # search
    SEARCH = "search"
    SEARCH_RESULTS = "search-results"
