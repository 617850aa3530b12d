"""Geocoders: services on the web that are asked for names no gazetteer knows. Off unless asked for.

Each module beside ``port``, ``geocoder`` and ``resolving`` is a service, found by its name. It has

- ``HOME``, the address it stands at unless another is named; "" where there is none
- ``KEY``, the environment variable its key is read from; "" where it takes none
- ``NEEDS``, which of ``user_agent``, ``key`` and ``url`` must be given
- ``CREDIT``, what must be told where its answers are shown
- ``service(server, key)``, which makes the service

What such a service is told is a :class:`~geodata.geocoders.port.Asked`, and nothing else.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from geodata.errors import UnknownNameError, UsageError
from geodata.geocoders.common.pace import Pace, shared_file
from geodata.geocoders.geocoder import Geocoder, Kept, Looks, Tell
from geodata.geocoders.port import Credit, Memory, Service
from geodata.settings import Settings

if TYPE_CHECKING:
    from geodata.geocoders.common.web import Server

__all__ = ["Geocoder", "Kept", "Looks", "credit", "names", "open_geocoder", "open_service"]

_NOT_A_SERVICE = frozenset({"port", "geocoder", "resolving"})


def names() -> list[str]:
    """The services there are, each the name of its module."""
    modules = pkgutil.iter_modules(__path__)
    return sorted(found.name for found in modules if not found.ispkg and found.name not in _NOT_A_SERVICE)


def credit(name: str) -> Credit:
    """Who a service is and what must be told of it; raises ``UnknownNameError``."""
    found: Credit = _module(name).CREDIT
    return found


def open_geocoder(
    settings: Settings,
    memory: Memory,
    *,
    tell: Tell = lambda _: None,
    environment: Mapping[str, str] = os.environ,
    pace: Pace | None = None,
) -> Geocoder:
    """The geocoder the settings name, with its manners. Nothing is asked yet.

    Raises ``UnknownNameError`` with the names there are, and ``UsageError`` where something it needs is
    missing: a user agent, a key, an address.
    """
    name = settings.geocoder
    server, service = open_service(settings, environment)
    return Geocoder(
        name, credit(name), server.address.url, service, memory, pace or Pace(shared_file()), tell=tell
    )


def open_service(settings: Settings, environment: Mapping[str, str] = os.environ) -> tuple[Server, Service]:
    """The bare service and its server. Raises ``UnknownNameError`` and ``UsageError``."""
    from geopy.exc import ConfigurationError

    from geodata.geocoders.common.web import server_at

    module = _module(settings.geocoder)
    key = environment.get(module.KEY, "") if module.KEY else ""
    _check(module, settings, key)
    server = server_at(
        settings.geocoder_url or module.HOME, settings.user_agent, own=bool(settings.geocoder_url)
    )
    try:
        service: Service = module.service(server, key)
    except ConfigurationError as error:
        msg = (
            f"{module.CREDIT.title} cannot be asked like this: {error} "
            "Give a user agent of your own with --user-agent."
        )
        raise UsageError(msg) from error
    return server, service


def _module(name: str) -> ModuleType:
    if name not in names():
        msg = f"There is no geocoder “{name}”; there are {', '.join(names())}."
        raise UnknownNameError(msg)
    return importlib.import_module(f"{__name__}.{name}")


def _check(module: ModuleType, settings: Settings, key: str) -> None:
    """Raises ``UsageError`` for what is missing, saying how to give it."""
    title = module.CREDIT.title
    if "url" in module.NEEDS and not settings.geocoder_url:
        msg = f"{title} has no server for everyone; name yours with --geocoder-url https://…"
        raise UsageError(msg)
    if "key" in module.NEEDS and not key:
        msg = f"{title} wants a key; put yours into the environment variable {module.KEY}."
        raise UsageError(msg)
    if "user_agent" in module.NEEDS and not (settings.user_agent or settings.geocoder_url):
        msg = (
            f"{title} wants to know who asks. Say so with --user-agent or CONFLICT_MAP_USER_AGENT, and how "
            'you can be reached: "Our newsroom (maps@news.example)".'
        )
        raise UsageError(msg)
