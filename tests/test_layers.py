"""The city flows one way: a package imports only what stands left of it, and comes in by the front door."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("geodata", "sim", "scenarios", "dashboard")
"""Left to right."""
INSIDE_SIM = (
    (
        "model",
        "settled",
        "recording",
        "outcome",
        "summary",
        "ordering",
        "base_year",
        "laws",
        "travel_tables",
        "procuring",
        "venturing",
        "noticing",
        "worth_doing",
        "run_seen",
        "needs_of_run",
        "notice_board",
        "value_flows",
    ),
    ("measures",),
    ("ecosystem",),
    ("actors",),
    ("markets",),
    ("population", "works"),
    ("behaviour", "city"),
    ("finance", "physics", "inventory", "energy"),
)
"""Upper may use lower and its own row; what is not named here is a small tool, below all of them."""
NOT_IN_SIM = {
    "os",
    "io",
    "pathlib",
    "time",
    "random",
    "socket",
    "requests",
    "urllib",
    "subprocess",
    "logging",
}
SPOKEN_OR_READ = {"print", "open", "input", ".now", ".today", ".read_text", ".write_text"}
HEAVY = {
    "numpy",
    "pandas",
    "numba",
    "pydantic",
    "pyarrow",
    "shapely",
    "scipy",
    "dash",
    "plotly",
    "mesa",
    "pvlib",
    "yaml",
}


def sources(package):
    return sorted((ROOT / package).rglob("*.py"))


def is_for_types_only(node):
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def imports(path, at_run_time_only=False):
    """(module, names) of every import of a file, those inside functions too."""
    waiting = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if at_run_time_only and is_for_types_only(node):
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, []) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", [alias.name for alias in node.names]
        waiting.extend(ast.iter_child_nodes(node))


def top(module):
    return module.split(".")[0]


def door_of(module):
    """The outermost folder on the way to a module whose `__init__` says what it exports; else the module itself."""
    steps = module.split(".")
    for length in range(1, len(steps) + 1):
        front = ROOT.joinpath(*steps[:length], "__init__.py")
        inner = ROOT.joinpath(*steps[: length + 1], "__init__.py")
        has_door = front.is_file() and "__all__" in front.read_text(encoding="utf-8")
        deeper = length < len(steps) and inner.is_file() and "__all__" in inner.read_text(encoding="utf-8")
        if has_door and not deeper:
            return ".".join(steps[:length])
    return module


def exported(module):
    """What a door lets through; a package that lists nothing has its parts as doors."""
    found = __import__(module, fromlist=["__all__"])
    parts = {path.stem for path in ROOT.joinpath(*module.split(".")).glob("[!_]*")}
    return set(getattr(found, "__all__", set(vars(found)) | parts))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_knows_only_what_stands_left_of_it(package):
    right_of_it = {*PACKAGES[PACKAGES.index(package) + 1 :], "stadslab", "tests"}
    slips = [f"{path.relative_to(ROOT)}: {module}" for path in sources(package) for module, _ in imports(path)
             if top(module) in right_of_it]  # fmt: skip
    assert not slips


@pytest.mark.parametrize("package", [*PACKAGES, "stadslab"])
def test_other_packages_are_entered_by_their_front_door(package):
    files = [ROOT / "stadslab.py"] if package == "stadslab" else sources(package)
    slips = []
    for path in files:
        for module, names in imports(path):
            if top(module) not in PACKAGES or top(module) == package:
                continue
            door = door_of(module)
            hidden = set(names) - exported(door) if door == module else set(names)
            submodules = {name for name in hidden if (ROOT.joinpath(*module.split("."), name)).is_dir()}
            if hidden - submodules:
                slips.append(
                    f"{path.relative_to(ROOT)}: from {module} import {', '.join(sorted(hidden))}; door: {door}"
                )
    assert not slips


def level(part):
    """Height of a part of `sim`, 0 for the small tools."""
    rows = [place for place, row in enumerate(INSIDE_SIM) if part in row]
    return len(INSIDE_SIM) - rows[0] if rows else 0


def test_inside_sim_the_upper_use_the_lower():
    slips = []
    for path in sources("sim"):
        mine = path.relative_to(ROOT / "sim").with_suffix("").parts[0]
        for module, names in imports(path, at_run_time_only=True):
            parts = module.split(".")[1:2] or names if top(module) == "sim" else []
            slips += [f"{path.relative_to(ROOT)} ({mine}) uses {part}" for part in parts if level(part) > level(mine)]
    assert not slips


def _called(call):
    return getattr(call.func, "id", "." + getattr(call.func, "attr", ""))


def test_sim_touches_no_file_clock_network_or_screen():
    slips = [f"{path.relative_to(ROOT)}: {module}" for path in sources("sim") for module, _ in imports(path)
             if top(module) in NOT_IN_SIM]  # fmt: skip
    spoken = [str(path.relative_to(ROOT)) for path in sources("sim") for node in ast.walk(ast.parse(path.read_text()))
              if isinstance(node, ast.Call) and _called(node) in SPOKEN_OR_READ]  # fmt: skip
    assert not slips and not spoken


def test_the_command_line_brings_in_nothing_heavy_before_a_command_is_called():
    tree = ast.parse((ROOT / "stadslab.py").read_text(encoding="utf-8"))
    at_once = {top(getattr(node, "module", None) or node.names[0].name) for node in tree.body
               if isinstance(node, ast.Import | ast.ImportFrom)}  # fmt: skip
    assert not at_once & (HEAVY | set(PACKAGES))


def test_the_wheel_carries_every_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = project["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {*PACKAGES, "stadslab.py"} <= set(carried)
