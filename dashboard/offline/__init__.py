"""One HTML file that is the whole map: it opens from a disk, without a server and without a network.

The page is the dashboard's own: the same layout, styles and scripts, whose data come from
``window.conflictMapSource`` (``assets/offline/source.js``) in the place of the server's routes.
"""
