"""The page's own scripts and styles come in one answer each."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from flask.testing import FlaskClient

from dashboard.page.bundle import WHOLE, Bundles
from tests import ROOT


def test_the_page_names_one_script_and_one_style_of_ours(client: FlaskClient) -> None:
    text = client.get("/").get_data(as_text=True)
    assert re.findall(r'(?:src|href)="(/assets/(?:js|css)/[^"]+)"', text) == []
    found = re.findall(rf'(?:src|href)="({WHOLE}[^"]+)"', text)
    assert sorted(Path(one).suffix for one in found) == [".css", ".js"]
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        body = answer.get_data(as_text=True)
        folder = ROOT / "assets" / Path(address).suffix[1:]
        for file in folder.iterdir():
            assert file.read_text(encoding="utf-8") in body, file.name
        for named in re.findall(r'url\("(\.\./[^"]+)"\)', body):
            with client.get(urljoin(address, named)) as found_there:
                assert found_there.status_code == 200, named


def test_what_is_preloaded_is_there(client: FlaskClient) -> None:
    text = client.get("/").get_data(as_text=True)
    (address,) = re.findall(r'<link rel="preload" href="([^"]+)"', text)
    assert client.get(address).status_code == 200


def test_another_version_has_another_address_and_an_old_one_is_not_found(
    client: FlaskClient, tmp_path: Path
) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "b.js").write_text("b()")
    (tmp_path / "js" / "a.js").write_text("a()")
    first = Bundles.of(tmp_path).js
    assert first.text == "/* a.js */\na();\n/* b.js */\nb();\n"
    assert first.address == Bundles.of(tmp_path).js.address
    (tmp_path / "js" / "a.js").write_text("c()")
    second = Bundles.of(tmp_path).js
    assert first.address != second.address
    assert client.get(second.address).status_code == 404
