"""Composes the dashboard: pages, routes, headers. Nothing is connected or read at import."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, request

from dashboard import access, api
from dashboard.adding import routes
from dashboard.adding.desk import Act, Desk, Items
from dashboard.animation import routes as animation
from dashboard.areas import routes as areas
from dashboard.basemap import routes as tile_routes
from dashboard.basemap.chosen import BaseMapChoice
from dashboard.camps import importing as camp_importing
from dashboard.camps import routes as camp_routes
from dashboard.compression import compress
from dashboard.exporting import routes as exporting_routes
from dashboard.filters import routes as filter_routes
from dashboard.offline import routes as offline_routes
from dashboard.page import callbacks, index
from dashboard.page.bundle import Bundles
from dashboard.page.layout import page, root
from dashboard.publication import routes as publication_routes
from dashboard.publishing import routes as publishing_routes
from dashboard.reading_api import routes as reading_routes
from dashboard.security import add_headers, content_policy, framed_policy
from dashboard.services import Services
from dashboard.stories import together
from dashboard.table import routes as table_routes
from dashboard.table.grid import leave_scripts_for_later
from dashboard.timeline import routes as timeline_routes
from dashboard.view_state import ViewState, from_search
from dashboard.watching import routes as watch_routes
from dashboard.watching.watchman import Watchman
from geodata.fetching import DEFAULT_USER_AGENT, Fetcher, Later, Policy, WebSource
from geodata.gazetteer.index import Gazetteer
from geodata.geocoders import Kept
from geodata.geocoders.resolving import LookingUp
from geodata.geoparse import Geoparser
from geodata.models import Language
from geodata.readers import Defaults
from geodata.settings import PROJECT_ROOT, Settings
from geodata.watching.sending import sender

ASSETS = PROJECT_ROOT / "assets"


class ConflictMap(Dash):
    """Dash with an index page of our own: in the reader's language and direction before any script runs.

    ``bundles`` are the page's own scripts and styles, which Dash itself would name one by one.
    """

    bundles = Bundles.of(ASSETS)

    def interpolate_index(self, **parts: str) -> str:
        """The first HTML, from ``dashboard/page/index.html``."""
        state = from_search(request.query_string.decode("utf-8", "replace"))
        return index.render(state, parts, self.bundles)


def create_app(services: Services, settings: Settings, fetcher: Fetcher | None = None) -> Dash:
    """The dashboard over these services; ``app.server`` is its WSGI object.

    ``fetcher`` asks other hosts for the addresses the page is given, where the settings allow that at all;
    without one, the usual is made. Raises ``UnknownNameError`` or ``UsageError`` for a base map that cannot
    be had.
    """
    base_map = BaseMapChoice.of(settings.basemap, settings.basemap_key)
    server = Flask("conflict_map", static_folder=None)
    compress(server)
    app = ConflictMap(
        __name__,
        server=server,
        assets_folder=str(Path(ASSETS)),
        include_assets_files=False,  # see bundles
        title="Conflict Map",
        update_title=None,
        serve_locally=True,
        compress=False,
    )
    app.bundles.register(server)
    leave_scripts_for_later()
    app.layout = root()
    app.validation_layout = [root(), page(ViewState(), base_map.map_for("en", "light"))]
    callbacks.register(app, services, base_map)
    api.register(server, services)
    areas.register(server, services)
    tile_routes.register(server, base_map.tiles)
    timeline_routes.register(server, services)
    filter_routes.register(server, services)
    table_routes.register(server, services)
    camp_routes.register(server, services)
    publication_routes.register(server, services)
    offline_routes.register(server, services)
    publishing_routes.register(server, services)
    credits_of_map = {each: base_map.map_for(each.value, "light").credit for each in Language}
    exporting_routes.register(server, services, credits_of_map)
    together.register(server, services)
    reading_routes.register(server, services)
    _adding(server, services, settings, fetcher)
    _answer_for_scripts_there_are_not(server)
    hosts = base_map.hosts()
    policy = content_policy(app.csp_hashes(), hosts)
    add_headers(server, policy, tells_tile_hosts=bool(hosts), framed=framed_policy(hosts))
    return app


def _adding(server: Flask, services: Services, settings: Settings, fetcher: Fetcher | None) -> None:
    """Adding stories goes to the user's own store, whatever is shown."""
    guard = access.Access(settings.password, settings.host)
    access.register(server, guard, covers=lambda: services.covers_anything)
    animation.register(server, services, guard)
    camp_importing.register(server, services, guard, settings)

    @lru_cache(maxsize=1)
    def parser_with(gazetteer: Gazetteer) -> LookingUp:
        # Names that were looked up before are known; nobody is asked for others.
        return LookingUp(Geoparser(gazetteer), Kept(services.own), gazetteer)

    send = sender(settings)
    watchman = Watchman(services, send)
    watch_routes.register(server, services, guard, watchman)
    if send:
        watchman.look()  # what waited to be told while the map was not served
    desk = Desk(services.own, lambda: parser_with(services.exact_gazetteer), watchman.look)
    routes.register(server, desk, guard, settings, _fetch(services, settings, fetcher))


def _fetch(services: Services, settings: Settings, fetcher: Fetcher | None) -> routes.Fetch | None:
    """What gives the stories of an address; None until someone turned that on."""
    if not settings.fetch:
        return None
    asking = fetcher or Fetcher(Policy(user_agent=settings.user_agent or DEFAULT_USER_AGENT))

    def fetch(address: str, defaults: Defaults) -> tuple[Items, Act]:
        held = Later(services.own)  # looking keeps nothing, not even the bytes
        source = WebSource(address=address, fetcher=asking, memory=held)
        return (lambda: source.read(defaults)), held.keep

    return fetch


def _answer_for_scripts_there_are_not(server: Flask) -> None:
    """An old or guessed address of one of Dash's scripts is not found; Dash alone would call it a fault."""

    @server.errorhandler(DependencyException)
    @server.errorhandler(InvalidResourceError)
    def refuse(error: Exception) -> tuple[str, int]:
        return "There is no script under this address.", 404
