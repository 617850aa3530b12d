"""The limit any finder of places is measured against: one scan for all names, and nothing else."""

from __future__ import annotations

import ahocorasick

from geodata.gazetteer.index import Gazetteer


def name_matcher(gazetteer: Gazetteer) -> ahocorasick.Automaton:
    """All names of the gazetteer between spaces; scans folded text that has a space at either end."""
    matcher = ahocorasick.Automaton()
    for name, places in gazetteer.names():
        matcher.add_word(f" {name} ", len(places))
    matcher.make_automaton()
    return matcher
