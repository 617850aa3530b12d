"""Everything that tests the product.

``unit/`` mirrors the packages, ``contracts/`` holds one suite for all adapters of a kind,
``conventions/`` the rules of the house, ``js/`` the tests of ``assets/js``, ``e2e/`` those that need a
browser, ``eval/`` and ``benchmarks/`` what is measured. ``python -m tests.prepare`` installs what they
need, ``python -m tests.all`` runs them all.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
