"""What is compressed, and what is compressed only once."""

from __future__ import annotations

import gzip

from flask import Flask, Response

from dashboard.compression import Kept, compress

SCRIPT = "/_dash-component-suites/a/script.v1.js"


def test_the_script_of_a_package_is_compressed_once_and_stays_itself() -> None:
    server = Flask(__name__, static_folder=None)
    compress(server)
    text = "const a = 1;\n" * 200

    @server.get(SCRIPT)
    @server.get("/api/numbers")
    def answer() -> Response:
        return Response(text, mimetype="text/javascript")

    client = server.test_client()
    for path in (SCRIPT, SCRIPT, "/api/numbers"):
        given = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert given.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(given.data).decode() == text


def test_what_may_change_is_not_kept_and_invented_addresses_fill_no_memory() -> None:
    kept = Kept()
    kept.set("br;/api/cube", b"1")
    assert kept.get("br;/api/cube") is None
    for number in range(1000):
        kept.set(f"br;{SCRIPT}{number}", b"1")
    assert kept.get(f"br;{SCRIPT}0") == b"1"
    assert kept.get(f"br;{SCRIPT}999") is None
