"""The base map: our own data and style, no network; online base maps only when chosen."""

from dashboard.basemap.style import FIRST_LABEL_LAYER, attribution, data_files, style

__all__ = ["FIRST_LABEL_LAYER", "attribution", "data_files", "style"]
