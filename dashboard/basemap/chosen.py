"""The base map the person chose: our own, unless a file of tiles or an online map was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basemap import online
from dashboard.basemap.expressions import Json
from dashboard.basemap.own_style import check, own_credit, own_style
from dashboard.basemap.style import attribution, style
from dashboard.basemap.tile_files import TileFile, is_tile_file, open_tiles


@dataclass(frozen=True, slots=True)
class BaseMap:
    """A MapLibre style and the credit that must stand with it."""

    style: Json
    credit: str


@dataclass(frozen=True, slots=True)
class BaseMapChoice:
    """What ``--basemap`` asked for; an empty ``name`` is our own map, which asks no other host."""

    name: str = ""
    key: str = ""
    """For the services that want one of the user's own."""
    tiles: TileFile | None = None
    """The user's own tiles, which ask no other host either."""

    @classmethod
    def of(cls, name: str, key: str = "") -> BaseMapChoice:
        """The choice ``name`` stands for: nothing, an online map, or the path of a file of tiles.

        Raises ``UsageError`` for a file that cannot be shown.
        """
        if not is_tile_file(name):
            return cls(name, key)
        tiles = open_tiles(name)
        check(tiles)
        return cls(tiles=tiles)

    def hosts(self) -> list[str]:
        """Origins the page must be allowed to ask; none for our own map. Raises ``UnknownNameError``."""
        return online.hosts(self.name) if self.name else []

    def map_for(self, language: str, theme: str, origin: str = "") -> BaseMap:
        """The base map for a reader of a page at ``origin`` (scheme, host, port).

        Raises ``UnknownNameError``, ``UsageError`` (a key is missing).
        """
        if self.tiles is not None:
            return BaseMap(own_style(self.tiles, language, theme, origin), own_credit(self.tiles, language))
        if not self.name:
            return BaseMap(style(language, theme), attribution(language))
        return BaseMap(online.online_style(self.name, key=self.key), online.online_map(self.name).attribution)
