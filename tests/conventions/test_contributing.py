"""The reader that ``docs/contributing.md`` shows is one: it works as it stands there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from geodata.models import Article
from geodata.readers import Defaults, Refusal, kinds
from tests import ROOT

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def shown(tmp_path: Path) -> ModuleType:
    """The first Python block of the page, as a module."""
    found = BLOCK.search((ROOT / "docs" / "contributing.md").read_text(encoding="utf-8"))
    assert found is not None
    path = tmp_path / "shown.py"
    path.write_text(found[1], encoding="utf-8")
    spec = importlib.util.spec_from_file_location("shown", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_has_what_every_reader_has(shown: ModuleType) -> None:
    readers = [set(vars(reader)) for reader in kinds().values()]
    common = {name for name in set.intersection(*readers) if not name.startswith("_")}
    assert common - set(vars(shown)) == set()


def test_it_reads_stories_and_refuses_what_is_none(shown: ModuleType, tmp_path: Path) -> None:
    text = "TY  - NEWS\nTI  - قصف\nAB  - Line one.\n\nLine two.\nDA  - 2017-10-12\nER  - \n\n"
    text += "TY  - NEWS\nER  - \n"
    path = tmp_path / "a.ris"
    path.write_text(text, encoding="utf-8", newline="\r\n")
    assert shown.recognises(text)
    story, refusal = shown.read(path, "a.ris", Defaults())
    assert isinstance(story, Article)
    assert (story.title, story.text, story.origin) == ("قصف", "Line one.\n\nLine two.", "a.ris:1")
    assert story.published is not None
    assert isinstance(refusal, Refusal)
    assert refusal.origin == "a.ris:2"
