"""What the environment may set, read once and frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

DEFAULT_DATABASE = "conflict-map.db"
DEFAULT_TIME_ZONE = "Asia/Damascus"
DEFAULT_GAZETTEERS = "gazetteers"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may differ between two installations."""

    database: str = DEFAULT_DATABASE
    """A SQLite path or a database URL."""
    gazetteers: Path = Path(DEFAULT_GAZETTEERS)
    """The folder of the gazetteers added beside the project's own places."""
    time_zone: ZoneInfo = ZoneInfo(DEFAULT_TIME_ZONE)
    """Where a day begins and ends."""
    host: str = "127.0.0.1"
    port: int = 8050
    basemap: str = ""
    """A file of tiles by its path, or an online base map by name; empty: our own, which asks no host."""
    basemap_key: str = ""
    password: str = ""
    """What lets people on other machines change what is stored; empty: nobody but the person at this one."""
    fetch: bool = False
    """Whether the page may ask other hosts for addresses that are given to it."""
    user_agent: str = ""
    """Who asks other hosts, with a contact; empty: the program's own name."""
    geocoder: str = ""
    """A service on the web that is asked for names no gazetteer knows; empty: none."""
    geocoder_url: str = ""
    """Where that service stands; empty: where it does for everyone."""
    webhooks: str = ""
    """Whether webhooks of watches are told: yes, or loopback to allow this machine as well; empty: no."""
    camps_precision: str = ""
    """How finely the public may learn where camps are: exact, 1km, 10km or admin; empty: 1km."""
    places_precision: str = ""
    """The same of all other places that are points; empty: exact."""


def from_environment(environment: Mapping[str, str] = os.environ, **overrides: object) -> Settings:
    """Settings from ``CONFLICT_MAP_*`` variables; keyword arguments that are not None win.

    Raises ``zoneinfo.ZoneInfoNotFoundError`` for an unknown time zone.
    """
    values: dict[str, object] = {
        "database": environment.get("CONFLICT_MAP_DATABASE") or DEFAULT_DATABASE,
        "gazetteers": Path(environment.get("CONFLICT_MAP_GAZETTEERS") or DEFAULT_GAZETTEERS),
        "time_zone": ZoneInfo(environment.get("CONFLICT_MAP_TIME_ZONE") or DEFAULT_TIME_ZONE),
        "basemap": environment.get("CONFLICT_MAP_BASEMAP", ""),
        "basemap_key": environment.get("CONFLICT_MAP_BASEMAP_KEY", ""),
        "password": environment.get("CONFLICT_MAP_PASSWORD", ""),
        "user_agent": environment.get("CONFLICT_MAP_USER_AGENT", ""),
        "geocoder": environment.get("CONFLICT_MAP_GEOCODER", ""),
        "geocoder_url": environment.get("CONFLICT_MAP_GEOCODER_URL", ""),
        "webhooks": environment.get("CONFLICT_MAP_WEBHOOKS", ""),
        "camps_precision": environment.get("CONFLICT_MAP_CAMPS_PRECISION", ""),
        "places_precision": environment.get("CONFLICT_MAP_PLACES_PRECISION", ""),
    }
    values.update({name: value for name, value in overrides.items() if value is not None})
    return Settings(**values)  # type: ignore[arg-type]


PROJECT_ROOT = Path(__file__).resolve().parent.parent
