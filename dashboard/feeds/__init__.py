"""Feeds of any query: Atom with GeoRSS, for feed readers and for maps."""
