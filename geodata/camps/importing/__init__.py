"""Lists of camps as people have them, of any layout, understood, shown first and only then taken over.

:func:`plan_import` writes nothing: it says what each column became, what each row would add, change, merge
or be refused for, and asks where it is not sure. :func:`apply` keeps what a plan came to as one batch, which
:func:`undo` takes back wholly.
"""

from geodata.camps.importing.applying import apply, file_of, undo
from geodata.camps.importing.planning import plan_import
from geodata.camps.importing.records import Action, Column, Plan, Question, Remark, Step

__all__ = [
    "Action",
    "Column",
    "Plan",
    "Question",
    "Remark",
    "Step",
    "apply",
    "file_of",
    "plan_import",
    "undo",
]
