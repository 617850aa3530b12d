"""The evidence a decision can rest on: every code a :class:`~geodata.models.Reason` may carry."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "name.exact": "the name stands in the text as the gazetteer shows it",
    "name.alias": "the text uses another name or spelling of the place",
    "name.clitic": "a conjunction or preposition was taken off the front of the word (detail: which)",
    "name.article": "the Arabic article was added or left out",
    "name.spacing": "the name is written with other gaps between its words",
    "name.sound": "another transliteration of the name sounds the same",
    "name.demonym": "the word is an adjective or people made from the name (detail: the id of the place)",
    "name.unknown": "a word after it says this is a place, but no gazetteer entry fits (detail: that word)",
    "name.unlisted": "what was learnt says that this is a place's name, but no gazetteer entry fits",
    "type.word": "the word beside the name says what kind of place it is (detail: that word)",
    "type.other": "the word beside the name is for another kind of place (detail: that word)",
    "type.unsaid": "nothing beside the name says that the whole area is meant and not its town",
    "context.preposition": "a preposition of place stands before it (detail: the preposition)",
    "context.near": "another place of the story lies close by (detail: that place's id)",
    "context.area": "the story also names the governorate it lies in, or another place there (detail: which)",
    "context.country": "the story is about this country (detail: its code)",
    "context.elsewhere": "the story speaks of other countries and of no place near it",
    "context.contained": "the text names the area it lies in (detail: that area's id)",
    "context.holds": "the text says that the place named before it lies in it",
    "context.told": "elsewhere the story itself tells it apart from others of the name",
    "context.coupled": "what it is named together with is of the same kind",
    "name.vowels": "the vowel signs written are this name's (detail: the name so written)",
    "outlet": "it lies in the country that the outlet mostly reports on (detail: its code)",
    "context.list": "it stands in a list with another place",
    "only.candidate": "no other place in the gazetteer has this name",
    "population": "of the places of this name it is the best known",
    "homograph.accepted": "also an ordinary word; the words around it speak for the place",
    "vicinity.countryside": "the text speaks of the countryside or province around it (detail: the word)",
    "vicinity.direction": "the text speaks of a side of it, not of the place itself (detail: the word)",
    "vicinity.around": "the text speaks of its surroundings (detail: the word)",
    "vicinity.offset": "the text speaks of a point so far from it (detail: the words)",
    "vicinity.between": "the text speaks of what lies between it and another place (detail: the words)",
    "vicinity.road": "the text speaks of a road from or to it (detail: the words)",
    "role.organisation": "the name is part of the name of an organisation (detail: the word that says so)",
    "role.actor": "the country or its government acts or is acted with (detail: the word that says so)",
    "dateline": "the place is where the report was filed from",
    "learnt.before": "the word before it speaks for a place, as learnt (detail: that word)",
    "learnt.after": "the word after it speaks for a place, as learnt (detail: that word)",
    "learnt.name": "the word was mostly a place in the texts learnt from",
    "learnt.body": "the words around it make it a part of a name, as learnt",
    "learnt.against.before": "the word before it speaks against a place, as learnt (detail: that word)",
    "learnt.against.after": "the word after it speaks against a place, as learnt (detail: that word)",
    "learnt.against.name": "the word was mostly no place in the texts learnt from",
    "rejected.word_of_place": "it is itself a word that says what or where a place is",
    "rejected.ordinary": "it is also an ordinary word",
    "rejected.respelt": "it ends in ه where the name has ة",
    "rejected.little_known": "the place is little known, so that someone must vouch for it",
    "rejected.part_of_name": "it is part of a person's or another longer name",
    "rejected.no_word": "no preposition of place and no word for a kind of place stands before it",
    "rejected.alone": "the story names no other place beyond doubt",
    "rejected.far": "the story's other places are far away (detail: the id of the nearest)",
    "rejected.elsewhere": "it lies in none of the countries the story speaks of",
    "rejected.contradicted": "the text says that it lies where no place of the name does",
    "rejected.else": "nothing speaks for a place",
    "geocoder": "an online service was asked for it (detail: the service)",
    "geocoder.unsure": "an online service was asked; none of its answers surely is it (detail: the service)",
    "reference": "it only says where the place before it lies (detail: that place's id)",
}
"""Each code with what it means; :mod:`geodata.explanation` puts them into the reader's language."""

PLACE_DETAILS: Final = frozenset(
    ("name.demonym", "context.near", "context.area", "context.contained", "reference", "rejected.far")
)
"""Codes whose detail is the id of a place."""
COUNTRY_DETAILS: Final = frozenset(("context.country", "outlet"))
"""Codes whose detail is the ISO 3166-1 alpha-2 code of a country."""
SERVICE_DETAILS: Final = frozenset(("geocoder", "geocoder.unsure"))
"""Codes whose detail is the name of a service in :mod:`geodata.geocoders`."""
WEIGHED: Final = frozenset(
    (
        *("population", "type.word", "type.other", "type.unsaid", "name.vowels", "outlet"),
        *("context.near", "context.country", "context.elsewhere", "context.contained"),
        *("context.holds", "context.told", "context.coupled", "context.area"),
    )
)
"""Codes that are parts of a candidate's score."""
