"""Every route there is to read from, told once: OpenAPI, the page ``/api`` and the tests are made of this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dashboard.reading_api.parameters import PAGE, PICTURE, QUERY

JSON, GEOJSON, XML, BYTES = (
    "application/json",
    "application/geo+json",
    "application/atom+xml",
    "application/octet-stream",
)
PICTURES = (("image/png", ""), ("image/svg+xml", ""), ("application/pdf", ""))


class Group(StrEnum):
    """What routes are for, in the order they are told."""

    STABLE = "stable"
    """Addresses for others' programs: they stay as they are until another number stands in them."""
    FEEDS = "feeds"
    FILES = "files"
    """What is written for other programs, or drawn."""
    ABOUT = "about"
    PAGE = "page"
    """What the page itself asks for: it may change with any version."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A route that is read from.

    ``name`` finds its words; ``path`` is written as OpenAPI writes it. ``answers`` are the media types it may
    give, each with the schema of it, "" where it has none.
    """

    name: str
    path: str
    group: Group
    answers: tuple[tuple[str, str], ...]
    parameters: tuple[str, ...] = ()
    misses: bool = False
    """Whether it may be asked for what there is not."""


def _rows(name: str, schema: str) -> Operation:
    answers = ((JSON, f"{schema}Page"), (GEOJSON, f"{schema}Features"))
    return Operation(name, f"/api/v1/{name}", Group.STABLE, answers, (*QUERY, *PAGE, "format"))


def _page(name: str, path: str, *parameters: str, kind: str = JSON, misses: bool = False) -> Operation:
    return Operation(name, path, Group.PAGE, ((kind, ""),), parameters, misses)


_FEED = (*QUERY, "feed_limit", "offset", "lang")
OPERATIONS = (
    _rows("mentions", "Mention"),
    _rows("places", "Place"),
    _rows("stories", "Story"),
    Operation("story", "/api/v1/stories/{story_id}", Group.STABLE, ((JSON, "WholeStory"),), (), misses=True),
    Operation("facets", "/api/v1/facets", Group.STABLE, ((JSON, "Facets"),), QUERY),
    Operation(
        "coverage", "/api/v1/coverage", Group.STABLE, ((JSON, "Coverage"),), ("source", "language", "bin")
    ),
    Operation("feed", "/feed.atom", Group.FEEDS, ((XML, ""),), _FEED),
    Operation("georss", "/feed.georss", Group.FEEDS, ((XML, ""),), _FEED),
    Operation("file", "/export/{file}", Group.FILES, ((BYTES, ""),), (*QUERY, "archive", "bom"), misses=True),
    Operation("picture", "/figure.{ending}", Group.FILES, PICTURES, (*QUERY, *PICTURE), misses=True),
    Operation(
        "offline_file",
        "/export/map.html",
        Group.FILES,
        (("text/html", ""),),
        (*QUERY, "lang", "theme", "view"),
    ),
    Operation("openapi", "/api/openapi.json", Group.ABOUT, ((JSON, ""),), ("lang",)),
    Operation("about", "/api", Group.ABOUT, (("text/html", ""),), ("lang", "theme")),
    Operation("health", "/api/health", Group.ABOUT, ((JSON, "Health"),)),
    _page("cube", "/api/cube", *QUERY, kind=BYTES),
    _page("stories_at", "/api/stories", "mark", "unplaced", "only", *QUERY, *PAGE, "lang"),
    _page("table_rows", "/api/mentions", "mark", "sort", "dir", *QUERY, *PAGE, "lang"),
    _page("table", "/api/table", "sort", "dir", "lang"),
    _page("together", "/api/together", "mark", *QUERY, "lang"),
    _page("find_places", "/api/places", "q"),
    _page("choices", "/api/facets", *QUERY),
    _page("days", "/api/coverage", *QUERY, "bin"),
    _page("outlets", "/api/outlets", *QUERY),
    _page("areas", "/api/areas", "level", misses=True),
    _page("area_cube", "/api/areas/cube", "level", *QUERY, kind=BYTES, misses=True),
    _page("file_rows", "/api/export", *QUERY),
    _page("picture_words", "/api/figure", *QUERY, *PICTURE),
    _page("picture_areas", "/api/figure/areas", "lang"),
    _page("picture_point", "/api/figure/point", "x", "y", *QUERY, *PICTURE),
    _page("job", "/api/adding/{job_id}", misses=True),
    _page("film_now", "/api/animation"),
    _page("film", "/api/animation/{job_id}", misses=True),
    _page("film_file", "/api/animation/{job_id}/file", kind="video/mp4", misses=True),
    _page("untagged", "/api/untagged"),
    _page("camps", "/api/camps"),
    _page("access", "/api/access"),
)
"""One more route is one more line here and its words in ``text/``."""
