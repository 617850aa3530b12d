"""What a sentence tells of: types of events and actors, by the words of a lexicon that anyone may edit.

``data/event_types.toml`` and ``data/actors.toml`` hold the words, ``data/negation.toml`` those that say a
thing did not happen.
"""
