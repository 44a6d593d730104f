"""Judges a release package by the table of rules, and whether everything in it that points somewhere arrives.

Place in the flow: [scenarios.export], between the making of a package and its writing. Problems are told in words, with
the path to the field.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from scenarios.export.ocds_rules import EXTENSIONS, KINDS, ROLE_OF, TAG_OF, Rule
from scenarios.problems import Problem, near_word, one_of, shown

MOST_TOLD = 50
"""Problems of one package that are told; more would only repeat themselves."""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def check_package(package: Any, file: str = "package") -> list[Problem]:
    """Everything that is wrong with a release package, at most MOST_TOLD; empty when it is sound.

    Args:
        package: what is going to be written as JSON
        file: what the messages call it
    """
    walk = _Walk(file, frozenset())
    if not isinstance(package, Mapping):
        return [Problem(file, None, "", shown(package), "a release package: an object with releases")]
    declared = package.get("extensions")
    declared = declared if isinstance(declared, list) else []
    walk.extensions = frozenset(name for name, url in EXTENSIONS.items() if url in declared)
    walk.thing(package, "package", "")
    if not walk.problems:
        _check_package_as_a_whole(walk, package)
    return walk.problems[:MOST_TOLD]


class _Walk:
    """Goes through a package and collects what is wrong."""

    def __init__(self, file: str, extensions: frozenset[str]):
        self.file = file
        self.extensions = extensions
        self.problems: list[Problem] = []

    def say(self, path: str, found: str, wanted: str, near: str = "") -> None:
        self.problems.append(Problem(self.file, None, path, found, wanted, near))

    def thing(self, thing: Any, kind: str, path: str) -> None:
        """A thing with its fields."""
        if len(self.problems) >= MOST_TOLD:
            return
        if not isinstance(thing, Mapping) or not thing:
            self.say(path, shown(thing), f"a {kind}, with fields")
            return
        rules = KINDS[kind]
        for name, value in thing.items():
            where = f"{path}.{name}" if path else str(name)
            rule = rules.get(name)
            if rule is None:
                self.say(where, f"a field {shown(name)}", f"a field of a {kind}", near_word(name, rules))
            elif rule.extension and rule.extension not in self.extensions:
                self.say(where, "a field of an extension that is not declared", EXTENSIONS[rule.extension])
            else:
                self.field(value, rule, where)
        for name in _needed(kind):
            if name not in thing:
                self.say(f"{path}.{name}" if path else name, "nothing", f"every {kind} has one")

    def field(self, value: Any, rule: Rule, path: str) -> None:
        """What stands in a field: one of something, or a list."""
        if not rule.many:
            self.single(value, rule, path)
            return
        if not isinstance(value, list) or not value:
            self.say(path, shown(value), "a list with something in it")
            return
        for place, each in enumerate(value):
            self.single(each, rule, f"{path}[{place}]")
        keys = [each.get("id") if isinstance(each, Mapping) else each for each in value]
        for key in _repeated(keys):
            self.say(path, f"{shown(key)} more than once", "every one only once")

    def single(self, value: Any, rule: Rule, path: str) -> None:
        """One value by its form."""
        if rule.form in KINDS:
            self.thing(value, rule.form, path)
        elif wanted := FORMS[rule.form](value):
            self.say(path, shown(value), wanted)
        elif rule.codes and rule.is_closed and value not in rule.codes:
            self.say(path, shown(value), one_of(rule.codes), near_word(value, rule.codes))
        elif rule.pattern and not re.fullmatch(rule.pattern, value):
            self.say(path, shown(value), f"a text of the form {rule.pattern}")
        elif rule.longest and len(value) > rule.longest:
            self.say(path, f"{len(value)} characters", f"at most {rule.longest}")


@cache
def _needed(kind: str) -> tuple[str, ...]:
    return tuple(name for name, rule in KINDS[kind].items() if rule.needed)


def _repeated(keys: list[Any]) -> list[Any]:
    seen: set[Any] = set()
    twice = []
    for key in keys:
        if isinstance(key, str | int | float):
            if key in seen and key not in twice:
                twice.append(key)
            seen.add(key)
    return twice


def _as_text(value: Any) -> str:
    is_text = isinstance(value, str) and value.strip() != ""
    return "" if is_text and value.isprintable() else "a text of characters that can be shown"


def _as_number(value: Any) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return "" if is_number else "a finite number"


def _as_whole(value: Any) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a whole number, 0 or more"


@cache
def _is_moment(text: str) -> bool:
    try:
        return bool(MOMENT.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:
        return False


def _as_moment(value: Any) -> str:
    return "" if isinstance(value, str) and _is_moment(value) else "a date and time with its zone: 2030-01-31T00:00:00Z"


def _as_address(value: Any) -> str:
    return "" if isinstance(value, str) and ADDRESS.fullmatch(value) else "an address (URI)"


FORMS = {"text": _as_text, "number": _as_number, "whole": _as_whole, "moment": _as_moment, "address": _as_address}
"""Form of a value -> what is wanted instead, empty when it is right."""


def _check_package_as_a_whole(walk: _Walk, package: Mapping[str, Any]) -> None:
    """What can only be seen from above, once every part is sound."""
    for place, release in enumerate(package["releases"]):
        path = f"releases[{place}]"
        if _when(release["date"]) > _when(package["publishedDate"]):
            walk.say(f"{path}.date", release["date"], f"nothing after the package's own {package['publishedDate']}")
        _check_parties(walk, release, path)
        _check_awards(walk, release, path)
        _check_lots(walk, release, path)
        _check_tags(walk, release, path)
        _check_periods(walk, release, path)
        count, listed = release["tender"].get("numberOfTenderers"), len(release["tender"].get("tenderers", []))
        if count is not None and count != listed:
            walk.say(f"{path}.tender.numberOfTenderers", str(count), f"{listed}, as many as there are tenderers")


def _when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def references(part: Any, path: str, field: str = "") -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every reference to a party: its path, the field it stands in, and itself."""
    if isinstance(part, Mapping):
        if field in ROLE_OF:
            yield path, field, part
            return
        for name, each in part.items():
            if name != "parties":
                yield from references(each, f"{path}.{name}", name)
    elif isinstance(part, list):
        for place, each in enumerate(part):
            yield from references(each, f"{path}[{place}]", field)


def _check_parties(walk: _Walk, release: Mapping[str, Any], path: str) -> None:
    """Whoever is pointed at is a party, by that name and with that role."""
    parties = {party["id"]: party for party in release["parties"]}
    for where, field, reference in references(release, path):
        party = parties.get(reference["id"])
        if party is None:
            walk.say(f"{where}.id", shown(reference["id"]), "the id of a party", near_word(reference["id"], parties))
        elif reference["name"] != party["name"]:
            walk.say(f"{where}.name", shown(reference["name"]), f"the party's name {shown(party['name'])}")
        elif ROLE_OF[field] not in party["roles"]:
            walk.say(where, f"{shown(party['id'])} without that role", f"the role {ROLE_OF[field]} among its roles")


def _check_awards(walk: _Walk, release: Mapping[str, Any], path: str) -> None:
    """A contract belongs to an award; an award has a supplier and comes after the opening of its tender."""
    awards = {award["id"] for award in release.get("awards", [])}
    for place, contract in enumerate(release.get("contracts", [])):
        if contract["awardID"] not in awards:
            where = f"{path}.contracts[{place}].awardID"
            walk.say(where, shown(contract["awardID"]), "the id of an award", near_word(contract["awardID"], awards))
    opened = release["tender"].get("tenderPeriod", {}).get("startDate")
    for place, award in enumerate(release.get("awards", [])):
        if award.get("status") == "active" and not award.get("suppliers"):
            walk.say(f"{path}.awards[{place}].suppliers", "nobody", "a supplier: the award is active")
        if opened and "date" in award and _when(award["date"]) < _when(opened):
            walk.say(f"{path}.awards[{place}].date", award["date"], f"a day not before the call of {opened}")


def _check_lots(walk: _Walk, release: Mapping[str, Any], path: str) -> None:
    """Lots that bids and awards name are lots of the tender."""
    lots = {lot["id"] for lot in release["tender"].get("lots", [])}
    bids = release.get("bids", {}).get("details", [])
    for section, things in (("bids.details", bids), ("awards", release.get("awards", []))):
        for place, thing in enumerate(things):
            for lot in thing.get("relatedLots", []):
                if lot not in lots:
                    walk.say(
                        f"{path}.{section}[{place}].relatedLots",
                        shown(lot),
                        "a lot of the tender",
                        near_word(lot, lots),
                    )


def _check_tags(walk: _Walk, release: Mapping[str, Any], path: str) -> None:
    """The tags say which sections are there, unless it is a compiled release."""
    if "compiled" in release["tag"]:
        return
    for section, tag in TAG_OF.items():
        if (section in release) != (tag in release["tag"]):
            there = "there" if section in release else "not there"
            walk.say(f"{path}.tag", f"{section} {there}", f"the tag {tag} exactly when there is such a section")


def _check_periods(walk: _Walk, part: Any, path: str) -> None:
    """No period ends before it begins."""
    if isinstance(part, Mapping):
        start, end = part.get("startDate"), part.get("endDate")
        if isinstance(start, str) and isinstance(end, str) and _when(end) < _when(start):
            walk.say(f"{path}.endDate", end, f"nothing before its beginning on {start}")
        for name, each in part.items():
            _check_periods(walk, each, f"{path}.{name}")
    elif isinstance(part, list):
        for place, each in enumerate(part):
            _check_periods(walk, each, f"{path}[{place}]")
