"""Frames to the file: MP4 that any player shows, GIF with the colours of its own pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from dashboard.animation.film import FilmFormat
from dashboard.animation.frames import Reel
from geodata.whole_files import whole

Progress = Callable[[int, int], bool]
"""Hears frames done and frames there are; says whether to go on."""

_QUIET = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1"]
_MP4 = ["-preset", "veryfast", "-crf", "20", "-movflags", "+faststart", *_QUIET]
_GIF = [
    "-filter_complex",
    "[0:v]split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=none",
    "-loop",
    "0",
    *_QUIET,
]


_NO_CODE_BEFORE_FFMPEG = "IMAGEIO_FFMPEG_NO_PREVENT_SIGINT"
"""imageio-ffmpeg's own setting: with it no Python runs between fork and exec, so no fork handlers do.

Those of numpy's OpenBLAS wait for its threads, which sometimes never end, and hold the lock of Python while
they wait: the server would answer nobody any more. (What imageio-ffmpeg runs there keeps Ctrl+C from ffmpeg;
here it may end as well.)
"""


def write(reel: Reel, path: Path, progress: Progress | None = None) -> bool:
    """Draw a film into its file; False where ``progress`` said to stop, and then there is no file.

    Raises ``UsageError`` where the file cannot be written.
    """
    with whole(path) as part:
        part.touch()  # ffmpeg itself would only say it once frames are drawn
        finished = _written(reel, part, progress)
        if not finished:
            part.unlink()
    return finished


def _written(reel: Reel, part: Path, progress: Progress | None) -> bool:
    from imageio_ffmpeg import write_frames

    os.environ.setdefault(_NO_CODE_BEFORE_FFMPEG, "1")
    gif = reel.film.format is FilmFormat.GIF
    writer = write_frames(
        str(part),
        reel.film.pixels(),
        fps=reel.film.fps,
        codec="gif" if gif else "libx264",
        pix_fmt_out="pal8" if gif else "yuv420p",
        macro_block_size=2,
        ffmpeg_log_level="error",
        output_params=_GIF if gif else _MP4,
    )
    try:
        writer.send(None)
        return _feed(writer.send, reel, progress)
    finally:
        writer.close()


def _feed(send: Callable[[bytes], None], reel: Reel, progress: Progress | None) -> bool:
    for done, frame in enumerate(reel.frames(), 1):
        send(frame.tobytes())
        if progress is not None and not progress(done, reel.total):
            return False
    return True
