"""The timeline as a film: MP4 or GIF, each frame a picture of :mod:`dashboard.publication`."""
