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

    # views, keys, a first visit
    COPY_LINK = "copy-link"
    VIEWS = "views"
    VIEWS_MENU = "views-menu"
    HELP = "help"
    HELP_OPEN = "help-open"
    HINT = "hint"

    # publishing and presenting
    PUBLISH = "publish"
    PUBLISHING = "publishing"
    PRESENT = "present"
    PRESENTING = "presenting"
    HEADLINE = "headline"
    EMBED_OPEN = "embed-open"

    # camps
    CAMPS = "camps"

    # trust
    EXACT = "exact"

    # exporting
    EXPORT = "export"
    EXPORTING = "exporting"

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
    LAYERS = "layers"
    LAYER_PANEL = "layer-panel"
    KEYS = "keys"
    LAYER_KEYS = "layer-keys"
    DRAW_BOX = "draw-box"
    DRAW_LASSO = "draw-lasso"
    DRAWING = "drawing"
    DRAWN_CLEAR = "drawn-clear"
    FAN = "fan"

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
    UNDATED_BIN = "undated-bin"
    PRESETS = "presets"
    TIME_AXIS = "time-axis"
    TIME_MORE = "time-more"
    TIME_ROW = "time-row"
    DATES = "dates"
    PLAY_MODE = "play-mode"
    SPEED = "speed"
    SKIP_EMPTY = "skip-empty"
    LOOP = "loop"
    COMPARE = "compare"
    COMPARISON = "comparison"
    SECOND_FROM = "second-from"
    SECOND_TO = "second-to"
    SECOND_BODY = "second-body"
    COVERAGE = "coverage"
    COVERAGE_STRIP = "coverage-strip"
    COVERAGE_TABLE = "coverage-table"

    # stories
    STORY_PANEL = "story-panel"

    # the table
    TABLE = "table"
    TABLE_OPEN = "table-open"
    TABLE_CLOSE = "table-close"
    TABLE_COUNT = "table-count"
    TABLE_ONLY = "table-only"
    TABLE_GRID = "table-grid"
    TABLE_ROWS = "table-rows"

    # filters
    FILTERS = "filters"
    FILTERS_TOGGLE = "filters-toggle"
    FILTERS_BODY = "filters-body"
    FILTERS_SAID = "filters-said"
    FILTERS_EMPTY = "filters-empty"
    FILTER_CHIPS = "filter-chips"

    # search
    SEARCH = "search"
    SEARCH_FIELD = "search-field"
    SEARCH_RESULTS = "search-results"
