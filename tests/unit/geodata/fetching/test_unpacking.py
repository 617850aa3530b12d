from __future__ import annotations

import gzip
import tracemalloc
import zlib
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.fetching.unpacking import CutShortError, PackingError, TooLargeError, unpack


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    ends = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(ends)]


@given(st.binary(max_size=5000), st.lists(st.integers(0, 10_000), max_size=8), st.sampled_from(["", "gzip"]))
def test_a_body_is_the_same_however_it_is_cut(data: bytes, cuts: list[int], encoding: str):
    sent = gzip.compress(data) if encoding else data
    assert unpack(pieces(sent, cuts), encoding, 10_000) == data
    assert unpack(pieces(sent, cuts), encoding, 10_000, cut=True) == data


@given(st.binary(min_size=1, max_size=5000), st.integers(0, 4999), st.booleans())
def test_no_more_than_the_limit_is_unpacked(data: bytes, limit: int, packed: bool):
    limit %= len(data)
    sent = zlib.compress(data) if packed else data
    encoding = "deflate" if packed else ""
    with pytest.raises(TooLargeError):
        unpack([sent], encoding, limit)
    assert data.startswith(unpack([sent], encoding, limit, cut=True))


@given(st.binary(max_size=300))
def test_any_bytes_are_unpacked_or_refused(data: bytes):
    for encoding in ("gzip", "deflate"):
        with suppress(PackingError, CutShortError, TooLargeError):
            assert len(unpack([data[:1], data[1:]], encoding, 100_000)) <= 100_000


@pytest.mark.parametrize("length", [1, 10, -1])
def test_a_packed_body_without_its_end_is_no_body(length: int):
    with pytest.raises(CutShortError):
        unpack([gzip.compress(b"story " * 100)[:length]], "gzip", 10_000)


def test_a_bomb_never_fills_the_memory():
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            unpack([bomb], "gzip", 1_000_000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5_000_000
