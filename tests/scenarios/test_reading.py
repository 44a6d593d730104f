"""Reading a file that anybody may have written: refused in words, quickly, without ever doing what it says."""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.reading import Limits, plain_value, read_yaml, read_yaml_text


def only_problem(reading):
    assert len(reading.problems) == 1, [str(problem) for problem in reading.problems]
    return reading.problems[0]


def test_every_key_and_item_remembers_its_line():
    reading = read_yaml_text("a: 1\nb:\n  c: [x,\n    y]\n", "f")
    assert reading.value == {"a": 1, "b": {"c": ["x", "y"]}}
    assert reading.lines == {("a",): 1, ("b",): 2, ("b", "c"): 3, ("b", "c", 0): 3, ("b", "c", 1): 4}


def test_words_mean_what_they_say():
    reading = read_yaml_text("a: yes\nb: no\nc: 2026-01-01\nd: 12:30\ne: '5'\nf: 0x1F\ng: 007\nh: true\ni: ~\n", "f")
    assert list(reading.value.values()) == ["yes", "no", "2026-01-01", "12:30", "5", "0x1F", "007", True, None]


@given(
    st.integers(-(10**14), 10**14) | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
)
def test_a_number_reads_back_as_itself(number):
    assert plain_value(repr(number)) == (number, "")


@pytest.mark.parametrize(
    "number", [".nan", "NaN", "nan", ".inf", "-.INF", "Infinity", "1e999", "9" * 16, "9" * 100_000]
)
def test_what_is_no_finite_number_is_refused(number):
    assert "number" in only_problem(read_yaml_text(f"a: {number}\n", "f")).wanted


def test_a_repeated_key_names_both_lines():
    problem = only_problem(read_yaml_text("a: 1\nb: 2\na: 3\n", "f"))
    assert (problem.line, problem.key) == (3, "a")
    assert "line 1" in problem.wanted


def test_a_year_and_the_same_year_in_quotes_are_one_key():
    assert "a second time" in only_problem(read_yaml_text('2030: 1\n"2030": 2\n', "f")).found


def test_a_bomb_of_aliases_is_refused_before_it_unfolds():
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.perf_counter()
    reading = read_yaml_text("\n".join(rows), "f")
    assert {problem.wanted for problem in reading.problems} == {
        "the value without an anchor",
        "the value itself, written out",
    }
    assert time.perf_counter() - began < 2


def test_a_python_tag_makes_nothing(tmp_path):
    witness = tmp_path / "witness"
    reading = read_yaml_text(f"a: !!python/object/apply:os.mkdir ['{witness}']\n", "f")
    assert "tag" in only_problem(reading).found
    assert not witness.exists()


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 90_000,
        "{a: " * 40_000,
        "- " * 90_000,
        "? " * 90_000,
        "{~: " * 40_000,
        "{[1]: " * 30_000,
        "{{" * 90_000,
    ],
)
def test_a_deep_nest_is_refused_at_once(text):
    began = time.perf_counter()
    assert read_yaml_text(text, "f").problems
    assert time.perf_counter() - began < 2


def test_very_many_values_are_refused():
    assert "shorter" in only_problem(read_yaml_text("a: [" + "1," * 30_000 + "1]", "f")).wanted


def test_a_large_file_is_refused_without_being_read(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    began = time.perf_counter()
    assert "50,000 kB" in only_problem(read_yaml(path)).found
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"a: 1\nb: \xe9t\xe9\n", "0xe9"),
        (b"a: \x00\n", "U+0000"),
        (b"a:\n\tb: 1\n", "tab"),
        (b"a: 1\n---\nb: 2\n", "second document"),
        (b"just words\n", "just words"),
        (b"- 1\n", "[1]"),
        ("a: \u202eabc\n".encode(), "U+202E"),
        ("a: \u2028b: 1\n".encode(), "U+2028"),
    ],
)
def test_a_file_of_another_sort_is_refused_in_words(tmp_path, content, found):
    path = tmp_path / "f.yaml"
    path.write_bytes(content)
    problem = only_problem(read_yaml(path))
    assert found in problem.found


def test_a_mark_of_byte_order_and_line_ends_of_windows_are_fine(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    reading = read_yaml(path)
    assert (reading.value, reading.lines[("b",)], reading.problems) == ({"a": 1, "b": 2}, 2, [])


def test_folders_pipes_and_missing_files_are_told_apart(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "folder" in only_problem(read_yaml(tmp_path)).found
    assert "pipe" in only_problem(read_yaml(tmp_path / "pipe")).found
    assert "no such file" in only_problem(read_yaml(tmp_path / "none.yaml")).found
    assert only_problem(read_yaml(tmp_path / "a\0b")).wanted
    assert only_problem(read_yaml(tmp_path / ("x" * 5000))).wanted


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert only_problem(read_yaml(tmp_path / "loop")).wanted


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:{}[],-?!&*#|>'\"%@`\n \t~<0.5\\\u202e\x00é"), max_size=60))
def test_no_text_at_all_makes_the_reader_stumble(text):
    reading = read_yaml_text(text, "f", Limits(size_bytes=1000, depth=6, nodes=50))
    assert reading.value is not None or reading.problems


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_at_all_make_the_reader_stumble(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    reading = read_yaml(path)
    assert reading.value is not None or reading.problems
