"""Every story and mention in memory as arrays, so that any question costs a few passes over them.

:mod:`records <geodata.columns.records>` holds the arrays, :mod:`selecting <geodata.columns.selecting>`
turns a query into those it lets through, :mod:`folding <geodata.columns.folding>` sums them to place × day,
:mod:`facets <geodata.columns.facets>` counts what each filter would leave. The database stays the truth: the
arrays are read from it and thrown away when it changes.
"""
