"""What a picture shows, for whoever cannot see it: written from the same counts."""

from __future__ import annotations

from dashboard.publication.order import Order
from dashboard.publication.scene import Mark, Scene
from dashboard.publication.words import counted, period
from dashboard.text import say
from geodata.models import Language

MOST_NAMED = 6


def alt_text(order: Order, scene: Scene) -> str:
    """The order's own text, else one written from the data; never empty."""
    if order.alt:
        return order.alt
    language = order.language
    if not scene.marks:
        sentences = [say(language, "figure.alt.none")]
    else:
        places = say(language, "count.places", count=scene.places)
        shown = say(language, "figure.at", counted=counted(order, scene), places=places)
        between = period(order, scene)
        sentences = [
            say(language, "figure.alt.map_period", shown=shown, period=between)
            if between
            else say(language, "figure.alt.map", shown=shown)
        ]
        if scene.places > 1:
            sentences.append(say(language, "figure.alt.most", places=_most(scene, language)))
        vague = sum(mark.precision.is_area or mark.beside for mark in scene.marks)
        if vague:
            sentences.append(say(language, "figure.alt.vague", count=vague))
        if any(mark.blurred for mark in scene.marks):
            sentences.append(say(language, "figure.alt.blurred"))
    if scene.highlight_name:
        sentences.append(say(language, "figure.alt.highlight", area=scene.highlight_name))
    sentences += [annotation.text.rstrip(".") + "." for annotation in order.annotations]
    return " ".join([order.title.rstrip(".") + "."] * bool(order.title) + sentences)


def _most(scene: Scene, language: Language) -> str:
    """The weightiest places, each with its count."""
    named: dict[str, Mark] = {}
    for mark in scene.marks:
        if not mark.beside:
            named.setdefault(mark.place_id, mark)
    listed = [f"{mark.name} ({mark.count:,})" for mark in list(named.values())[:MOST_NAMED]]
    return ("، " if language is Language.ARABIC else ", ").join(listed)
