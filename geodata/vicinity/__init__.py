"""Where "north of a town", "20 km east of it" or "between the two" is: position, extent, precision and shape.

:mod:`geodata.vicinity.shapes` makes them, :mod:`geodata.vicinity.codes` writes a vicinity as a short code.
"""

from __future__ import annotations

from geodata.vicinity.codes import code_of
from geodata.vicinity.shapes import Outline, is_disc, outline, position, shape

__all__ = ["Outline", "code_of", "is_disc", "outline", "position", "shape"]
