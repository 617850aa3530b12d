"""Python imports this by its name when it starts; servers under test have this folder on their path."""

import importlib.util
from pathlib import Path

# Loaded from its file: the package `tests` itself must stay out of the server's sight.
_spec = importlib.util.spec_from_file_location("network_guard", Path(__file__).parent.parent / "network.py")
_guard = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_guard)
_guard.forbid()
