"""``/basemap/own/{z}/{x}/{y}``: the tiles of a file the user chose."""

from __future__ import annotations

from flask import Flask, Response, request

from dashboard.basemap.tile_files import Tile, TileFile

OWN_TILES = "/basemap/own"
_WEEK = 7 * 24 * 3600


def register(server: Flask, tiles: TileFile | None) -> None:
    """Serve the tiles; without a file there is no such route."""
    if tiles is None:
        return

    @server.get(f"{OWN_TILES}/<int:zoom>/<int:x>/<int:y>")
    def own_tile(zoom: int, x: int, y: int) -> Response:
        found = tiles.tile(zoom, x, y)
        # No tile is no fault: the sea has none. A 404 would stand in the reader's console as one.
        response = _answer(found, tiles.mimetype) if found else Response(status=204)
        # The address holds the file's version, so a tile stays what it is.
        response.headers["Cache-Control"] = f"private, max-age={_WEEK}"
        response.headers["Vary"] = "Accept-Encoding"
        return response


def _answer(tile: Tile, mimetype: str) -> Response:
    packed = bool(tile.encoding) and request.accept_encodings.quality(tile.encoding) > 0
    response = Response(tile.body if packed else tile.plain(), mimetype=mimetype)
    if packed:
        response.headers["Content-Encoding"] = tile.encoding
    response.add_etag()
    response.make_conditional(request)
    return response
