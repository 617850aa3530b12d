"""What every service has in common: asking through geopy, and telling its troubles in words."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from geopy.adapters import AdapterHTTPError, get_retry_after
from geopy.exc import (
    ConfigurationError,
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeopyError,
)

from geodata.geocoders.port import Asked, QueryError, RefusedError, ServiceError
from geodata.models import Place

MOST = 10
"""Answers to one name that are looked at."""

_REFUSALS = (GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges, GeocoderQuotaExceeded)
_LONGEST_TOLD = 160


class GeopyService(ABC):
    """A service behind one of geopy's geocoders. A module beside this folder says the two things it must."""

    @abstractmethod
    def _locations(self, asked: Asked) -> Sequence[Any] | None:
        """What geopy's geocoder gives for a name; may raise geopy's errors."""

    @abstractmethod
    def _place(self, raw: Mapping[str, Any]) -> Place | None:
        """One answer as a place; None for what is none, as a shop. May raise what a wrong shape raises."""

    def places(self, asked: Asked) -> list[Place]:
        """See ``Service.places``. Raises ``ServiceError``, also as ``RefusedError`` and ``QueryError``."""
        try:
            found = self._locations(asked) or ()
            places = [self._place(location.raw) for location in found[:MOST] if location is not None]
        except ConfigurationError as error:
            raise RefusedError(_words(error)) from error
        except GeopyError as error:
            raise translated(error) from error
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            msg = "what it answered makes no sense"
            raise ServiceError(msg) from error
        return list({place.id: place for place in places if place is not None}.values())


def translated(error: GeopyError) -> ServiceError:
    """geopy's error as ours, with the wait the service asked for."""
    cause = error.__cause__
    after = get_retry_after(cause.headers) if isinstance(cause, AdapterHTTPError) else None
    if isinstance(error, GeocoderRateLimited):
        return ServiceError("it asks to be asked less often", after=after)
    if isinstance(error, _REFUSALS):
        return RefusedError(f"it refuses to answer ({_words(error)})")
    if isinstance(error, GeocoderQueryError):
        return QueryError(f"it cannot make sense of the question ({_words(error)})")
    if isinstance(error, GeocoderTimedOut):
        return ServiceError("it took too long to answer", after=after)
    if isinstance(error, GeocoderParseError):
        return ServiceError("what it answered makes no sense", after=after)
    return ServiceError(f"it failed ({_words(error)})", after=after)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:_LONGEST_TOLD] or type(error).__name__
