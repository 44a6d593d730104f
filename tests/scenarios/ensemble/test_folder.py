"""The folder of an ensemble says what it was made from and holds every run."""

import pyarrow.compute as pc
import pytest

from scenarios.ensemble import bands_of, save_ensemble, summary_of
from scenarios.ensemble.member import HEADLINES, Headlines
from scenarios.results_folder import digest, read_results


def test_the_folder_has_the_same_bytes_every_time(workshop, members, tmp_path):
    one, two = (save_ensemble(workshop, members, tmp_path / name) for name in ("one", "two"))
    files = {path.name for path in one.iterdir()}
    assert files == {f"{name}.parquet" for name in ("headlines", "members", "sample", "bands")} | {"manifest.json"}
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in files)


def test_runs_read_back_from_the_cache_give_the_bytes_of_fresh_ones(workshop, members, tmp_path):
    members[2].write(tmp_path / "member.json")
    kept = [*members[:2], Headlines.read(tmp_path / "member.json"), *members[3:]]
    one, two = save_ensemble(workshop, members, tmp_path / "one"), save_ensemble(workshop, kept, tmp_path / "two")
    assert (one / "headlines.parquet").read_bytes() == (two / "headlines.parquet").read_bytes()


def test_the_manifest_says_scenario_book_city_sample_seeds_and_versions(workshop, members, tmp_path):
    saved = read_results(save_ensemble(workshop, members, tmp_path / "out"))
    manifest = saved.manifest
    assert manifest["kind"] == "ensemble" and manifest["scenario"]["hash"] == digest(manifest["scenario"]["text"])
    assert len(manifest["book_hash"]) == len(manifest["sample"]["hash"]) == 64 and manifest["city"]["hash"]
    assert manifest["summary"]["seeds"] == list(range(1, 9)) and manifest["versions"]["numpy"]
    assert {each["name"] for each in manifest["summary"]["sampled"]} >= {"heat.internal_temperature_c"}


def test_tables_hold_every_member_year_and_sampled_number(workshop, members, tmp_path):
    tables = read_results(save_ensemble(workshop, members, tmp_path / "out")).tables
    assert tables["headlines"].num_rows == 8 * 6 * len(HEADLINES)
    assert tables["sample"].num_rows == 5 * len(workshop.sample.axes)
    assert tables["members"]["row"].to_pylist() == [0, 1, 2, 3, 4, 0, 1, 2]
    row = tables["bands"].filter(pc.equal(tables["bands"]["quantity"], "co2_t")).to_pylist()[-1]
    band = bands_of(members, 5).at("co2_t", 2030)
    assert row["year"] == 2030 and row["runs"] == 5 and {name: row[name] for name in band} == band


def test_the_summary_tells_pledges_bands_and_the_part_of_luck(workshop, members):
    summary = summary_of(workshop, members)
    assert [(each["year"], each["met"] is None) for each in summary["pledges"]] == [
        (2030, False),
        (2030, False),
        (2050, True),
    ]
    assert {(each["quantity"], each["year"]) for each in summary["bands"]} >= {("co2_t", 2030), ("energy_mwh", 2030)}
    assert all(0 <= each["seed_share"] <= 1 and each["pairs"] == 3 for each in summary["variance"])
    assert summary["in_band"] == 5 and not summary["refused"] and summary["laws_hold"]


@pytest.mark.parametrize("count", [1, 5])
def test_refused_runs_stand_in_the_folder_with_their_reason(workshop, members, tmp_path, count):
    refused = [Headlines(each.number, each.seed, each.row, "ValueError: no") for each in members[:count]]
    mixed = [*refused, *([] if count == 5 else members[count:])]
    saved = read_results(save_ensemble(workshop, mixed, tmp_path / "out"))
    assert saved.manifest["checks"] == {"ok": False} and len(saved.manifest["summary"]["refused"]) == count
    assert saved.tables["members"]["refused"].to_pylist()[:count] == ["ValueError: no"] * count
    assert ("bands" in saved.tables) == (count == 1)
