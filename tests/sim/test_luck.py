"""Luck depends on who, what and when, and on nothing else."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim import luck as luck_module
from sim.luck import F32, U64, Luck, four_words, stream_number, unit

ids = some.lists(some.integers(0, 2**31), min_size=1, max_size=20)


def plain_philox(counter, key):
    """Philox4x32-10 in Python integers, as in Salmon et al. 2011."""
    low = 0xFFFFFFFF
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        a, b = c0 * 0xD2511F53, c2 * 0xCD9E8D57
        c0, c1, c2, c3 = (b >> 32) ^ c1 ^ k0, b & low, (a >> 32) ^ c3 ^ k1, a & low
        k0, k1 = (k0 + 0x9E3779B9) & low, (k1 + 0xBB67AE85) & low
    return c0, c1, c2, c3


def test_the_counter_of_zeros_gives_the_published_words():
    words = four_words(U64(0), U64(0), U64(0), U64(0), U64(0))
    assert [f"{int(word):08x}" for word in words] == ["6627e8d5", "e169c58d", "bc57ac4c", "9b00dbd8"]


words = some.integers(0, 2**32 - 1)


@given(words, words, words, words, words)
def test_any_counter_gives_the_words_of_the_plain_version(seed, stream, row, year, number):
    found = four_words(U64(seed), U64(stream), U64(row), U64(year), U64(number))
    assert tuple(map(int, found)) == plain_philox((row, year, number, 0), (seed, stream))


@given(words)
def test_a_draw_is_never_zero_and_never_one(word):
    for one in (word, 0, 2**32 - 1):
        drawn = unit(U64(one))
        assert type(drawn) in (np.float32, float)
        assert 0 < F32(drawn) < 1


@given(ids, words, some.integers(0, 2100))
def test_the_same_row_has_the_same_luck_whoever_else_draws(rows, seed, year):
    together = Luck(seed).draw("retrofit", year, np.array(rows))
    alone = [Luck(seed).draw("retrofit", year, np.array([row]))[0] for row in rows]
    assert together.dtype == np.float32
    assert together.tolist() == [float(one) for one in alone]


@given(ids, words, some.integers(0, 2100))
def test_several_streams_at_once_give_the_draws_of_each(rows, seed, year):
    streams, rows = ("retrofit", "move", "age"), np.array(rows)
    together = Luck(seed).draws(streams, year, rows)
    assert together.dtype == np.float32
    assert together.tolist() == [Luck(seed).draw(stream, year, rows).tolist() for stream in streams]


def test_another_seed_stream_year_or_number_is_other_luck():
    rows = np.arange(1000)
    base = Luck(1).draw("retrofit", 2030, rows)
    others = [
        Luck(2).draw("retrofit", 2030, rows),
        Luck(1).draw("boiler life", 2030, rows),
        Luck(1).draw("retrofit", 2031, rows),
        Luck(1).draw("retrofit", 2030, rows, number=1),
    ]
    assert all(abs(np.corrcoef(base, other)[0, 1]) < 0.12 for other in others)


def test_draws_are_spread_evenly():
    counts, _ = np.histogram(Luck(9).draw("even", 2030, np.arange(100_000)), bins=20, range=(0, 1))
    chi_square = ((counts - 5000) ** 2 / 5000).sum()
    assert chi_square < 43.8  # 99.9 % point for 19 degrees of freedom


def test_an_option_keeps_its_draw_for_ever():
    rows = np.arange(500)
    three, five = (Luck(4).gumbel("heating", 2030, rows, options=n) for n in (3, 5))
    assert np.array_equal(three, five[:, :3])
    later = Luck(4).gumbel("heating", 2030, rows, options=2, first=3)
    assert np.array_equal(later, five[:, 3:])
    uniform = Luck(4).draw("heating", 2030, rows, number=4)
    assert np.array_equal(five[:, 4], -np.log(-np.log(uniform)))


def test_gumbel_draws_have_the_mean_of_gumbel():
    drawn = Luck(4).gumbel("mean", 2030, np.arange(100_000), options=1)
    assert np.all(np.isfinite(drawn))
    assert abs(drawn.mean() - np.euler_gamma) < 3.5 * np.pi / np.sqrt(6 * 100_000)


def test_two_streams_with_one_number_are_refused(monkeypatch):
    monkeypatch.setattr(luck_module, "_streams", {stream_number("roof"): "roof"})
    assert stream_number("roof") == stream_number("roof")
    monkeypatch.setattr(luck_module.zlib, "crc32", lambda name: stream_number("roof") if name == b"roof" else 7)
    stream_number("one")
    with pytest.raises(ValueError, match="'one'"):
        stream_number("other")


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_outside_its_range_is_refused(seed):
    with pytest.raises(ValueError, match="seed"):
        Luck(seed)


def test_luck_is_read_from_the_cache_by_a_second_process():
    draw = (
        "import numpy as np; from sim import luck; g = luck.Luck(1); g.draw('x', 1, np.arange(2)); "
        "g.gumbel('x', 1, np.arange(2), 2); "
        "print(sum(k.stats.cache_hits[s] for k in (luck.fill_units, luck.fill_options) for s in k.signatures))"
    )
    runs = [subprocess.run([sys.executable, "-c", draw], capture_output=True, text=True) for _ in range(2)]
    assert runs[1].returncode == 0, runs[1].stderr
    assert runs[1].stdout.strip() == "2"
