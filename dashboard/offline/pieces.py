"""The pieces of the file that are the same for all stories: scripts, styles, base map, packing."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.basemap.style import data_files
from geodata.settings import PROJECT_ROOT

ASSETS = PROJECT_ROOT / "assets"
_BOOT = "boot.js"
_BEFORE_ALL = ("fold_text.js", "folding.js", "selecting.js", "choices.js", "source.js", "giving.js")
"""In the order they stand in, before the page's own."""
_STARTS = "page.js"
"""Starts the page as soon as it runs, so it comes last."""
_NEEDS_SERVER = (
    "animation", "camps_import", "camps_plan", "coverage", "embed", "exactness", "export", "feed",
    "framed", "present", "publish", "retag_notice", "table", "watching",
)  # fmt: skip
"""How the scripts begin whose features are nothing without a server."""
_ADDRESS = re.compile(r"""url\("(\.\./icons/[\w.-]+)"\)""")
_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


@cache
def boot_script() -> str:
    """The one script that stands in the file as it is."""
    return _read(ASSETS / "offline" / _BOOT)


@cache
def page_scripts() -> str:
    """The page's own scripts and those that answer in the place of the server, as one."""
    own = sorted(path for path in (ASSETS / "js").glob("*.js") if not path.name.startswith(_NEEDS_SERVER))
    given = [ASSETS / "offline" / name for name in _BEFORE_ALL]
    own.sort(key=lambda path: path.name == _STARTS)
    return "\n;\n".join(_read(path) for path in (*given, *own))


@cache
def plotly_script() -> str:
    """plotly.js as the installed package carries it: its only build, and the one with MapLibre in it."""
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


@cache
def styles() -> str:
    """All style sheets with their icons in them; faces come from the reader's machine alone."""
    sheets = [_read(path) for path in sorted((ASSETS / "css").glob("*.css"))]
    sheets.append(_read(ASSETS / "offline" / "offline.css"))
    return _ADDRESS.sub(_inline, _FACE.sub("", "\n".join(sheets))).replace("</", "<\\/")


@cache
def icon() -> str:
    """The page's icon as a data address."""
    return _data_address(ASSETS / "icons" / "brand.svg")


@cache
def base_map_files() -> str:
    """The base map's data by the addresses its style gives them, as JSON."""
    files = (f"{json.dumps(f'/basemap/{name}')}:{_read(path)}" for name, path in data_files().items())
    return f"{{{','.join(files)}}}"


def packed(text: str) -> str:
    """A text compressed, in letters that mean nothing to HTML. The same text gives the same letters."""
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


@cache
def packed_plotly() -> str:
    """plotly.js, packed once."""
    return packed(plotly_script())


@cache
def packed_files() -> str:
    """The base map, packed once."""
    return packed(base_map_files())


def hash_of(script: str) -> str:
    """How a content security policy names a script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"


def policy(*scripts: str) -> str:
    """The file's content security policy: these scripts and no others, and no way out of the file.

    MapLibre works in a worker from a ``data:`` or ``blob:`` address; styles stand on elements.
    """
    rules: dict[str, Any] = {
        "default-src": "'none'",
        "script-src": " ".join(hash_of(script) for script in scripts),
        "worker-src": "data: blob:",
        "style-src": "'unsafe-inline'",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _inline(match: re.Match[str]) -> str:
    return f'url("{_data_address((ASSETS / "css" / match[1]).resolve())}")'


def _data_address(path: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
