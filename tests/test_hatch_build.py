"""The build step: the 3D library is packed once, and who lacks npm hears it in plain words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import hatch_build
from dashboard.theme import ASSETS, SOLID
from hatch_build import BuildShowroom, NoNode, pack_three

ROOT = ASSETS.parent


def hook_in(folder):
    said = []
    hook = BuildShowroom(
        str(folder), {}, None, SimpleNamespace(), str(folder), "wheel", app=SimpleNamespace(display_warning=said.append)
    )
    return hook, said


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A project without the packed library, on a machine whose npm reaches nothing."""

    def no_npm(root, program, *words):
        raise NoNode(f"{program} stopped with code 1")

    monkeypatch.setattr(hatch_build, "_run", no_npm)
    return tmp_path


def test_an_editable_install_goes_on_without_npm_and_says_what_is_missing(bare):
    hook, said = hook_in(bare)
    hook.initialize("editable", {})
    assert "three" in said[0] and "canvas" in said[0]


def test_a_wheel_without_the_3d_city_is_not_built(bare):
    hook, _ = hook_in(bare)
    with pytest.raises(RuntimeError, match="Make npm reachable"):
        hook.initialize("standard", {})


def test_what_an_archive_carries_is_not_packed_again(bare):
    for name in (hatch_build.PACKED, hatch_build.LICENCE):
        (bare / name).parent.mkdir(parents=True, exist_ok=True)
        (bare / name).touch()
    pack_three(bare)


def test_the_lock_file_holds_hashes_and_no_addresses():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock and '"integrity"' in lock and "registry" not in lock


def test_the_licence_lies_beside_the_packed_library():
    if SOLID.is_file():
        assert "MIT" in (ROOT / hatch_build.LICENCE).read_text(encoding="utf-8")
