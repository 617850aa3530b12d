"""The base map the person chose: our own, from this machine, unless an online one was turned on."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basemap import online
from dashboard.basemap.expressions import Json
from dashboard.basemap.style import attribution, style


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

    def hosts(self) -> list[str]:
        """Origins the page must be allowed to ask; none for our own map. Raises ``UnknownNameError``."""
        return online.hosts(self.name) if self.name else []

    def map_for(self, language: str, theme: str) -> BaseMap:
        """The base map for a reader. Raises ``UnknownNameError``, ``UsageError`` (a key is missing)."""
        if not self.name:
            return BaseMap(style(language, theme), attribution(language))
        return BaseMap(online.online_style(self.name, key=self.key), online.online_map(self.name).attribution)
