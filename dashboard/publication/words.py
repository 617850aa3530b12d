"""What a picture says in words: what is shown, from when to when, by whom it was reported."""

from __future__ import annotations

from datetime import date

from dashboard.publication.order import Order
from dashboard.publication.scene import MOST_OUTLETS, Scene
from dashboard.text import say
from geodata.models import DatePrecision, When
from geodata.text.dates import say_when


def period(order: Order, scene: Scene) -> str:
    """``1 June 2017 – 20 October 2017``; empty where nothing has a day."""
    first, last = scene.first, scene.last
    if first and last:
        return say_when(order.language, When(first, last, DatePrecision.DAYS))
    if first:
        return say(order.language, "figure.from", day=_day(order, first))
    return say(order.language, "figure.to", day=_day(order, last)) if last else ""


def counted(order: Order, scene: Scene) -> str:
    """``412 stories``, by the order's measure."""
    return say(order.language, f"count.{order.measure}", count=scene.total)


def facts(order: Order, scene: Scene) -> list[str]:
    """What stands under the headline, part by part: period, counts, what has no date."""
    places = say(order.language, "count.places", count=scene.places)
    shown = say(order.language, "figure.at", counted=counted(order, scene), places=places)
    undated = say(order.language, "count.undated", count=scene.undated) if scene.undated else ""
    fitted = order.frame is None and order.view is None  # a frame of one's own leaves out on purpose
    beyond = say(order.language, "figure.beyond", count=scene.beyond) if scene.beyond and fitted else ""
    samples = say(order.language, "figure.samples") if scene.samples else ""
    return [part for part in (period(order, scene), shown, undated, beyond, samples) if part]


def as_of(order: Order, scene: Scene) -> str:
    """The day the data reach to."""
    if scene.as_of is None:
        return ""
    return say(order.language, "figure.as_of", day=_day(order, scene.as_of))


def source_items(order: Order, scene: Scene) -> tuple[str, list[tuple[str, str]]]:
    """The word before the sources and each with its address: those asked for, else the stories' outlets."""
    if order.sources is not None:
        items = [(source.text, source.url) for source in order.sources]
    else:
        items = [(outlet, scene.links.get(outlet, "")) for outlet in scene.outlets[:MOST_OUTLETS]]
        others = len(scene.outlets) - MOST_OUTLETS
        if others > 0:
            items.append((say(order.language, "figure.other_outlets", count=others), ""))
    key = "figure.source" if len(items) == 1 else "figure.sources"
    return say(order.language, key), items


def _day(order: Order, day: date) -> str:
    return say_when(order.language, When(day, day))
