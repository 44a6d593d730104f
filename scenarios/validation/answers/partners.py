"""Answers on partners: how to share what they make together, and who works with whom."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from scenarios.problems import near_word
from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution

ALL_TOGETHER = ("all", "n", "grand")
"""Other names of the group of all players, in upper or lower case."""
BETWEEN_NAMES = re.compile(r"[,;+|&/]+"), re.compile(r"[\s,;+|&/]+")
"""What may stand between the names of a group; names with a space need another sign than a space."""
BRACKETS = "{}()[]"


def coalition_game(given: Given) -> dict[str, float]:
    """`players`, `worth` per group -> shapley.X, nucleolus.X and more.

    A group is written as its names one after the other ("AB") or with a sign between ("city, bank"). A group that is not
    listed is worth what its best listed part is; all together must be listed. `cost` instead of `worth` gives costs,
    which are shared instead. `power` per player moves the Nash bargain.
    """
    from sim.ecosystem.games import core_excess, least_core_excess, nash_bargaining, nucleolus, shapley_value

    players = _players(given)
    sign = -1.0 if given.inputs.get("worth") is None and _costs(given) is not None else 1.0
    game = sign * _game(given, players, sign)
    shapley, deal = shapley_value(game), nucleolus(game)
    answers = {"nucleolus_excess": deal.largest_excess, "least_core_excess": least_core_excess(game)}
    answers["shapley_excess"] = core_excess(game, shapley).excess
    told = {name: value for name, value in answers.items() if math.isfinite(value)}  # one player has no excess
    shares = {"shapley": shapley, "nucleolus": deal.allocation}
    try:
        shares["nash"] = nash_bargaining(game, _powers(given, players))
    except NoSolution:  # no surplus to split; the other two still hold
        pass
    for rule, split in shares.items():
        told |= {f"{rule}.{player}": sign * float(share) for player, share in zip(players, split, strict=True)}
    return told


def stable_matching(given: Given) -> dict[str, dict[str, list[str]]]:
    """Ranked lists of `proposers` and `reviewers`, perhaps `capacities` of either -> match by reviewer, names sorted."""
    from sim.ecosystem.matching import deferred_acceptance

    proposers, reviewers = (_ranked_lists(given, side) for side in ("proposers", "reviewers"))
    capacities = _capacities(given, "capacities", {**proposers, **reviewers})
    seats = {name: number for name, number in capacities.items() if name in reviewers}
    room = {name: number for name, number in capacities.items() if name not in reviewers}
    room |= _capacities(given, "proposer_capacities", proposers)
    match = deferred_acceptance(proposers, reviewers, room, seats)
    return {"match": {reviewer: sorted(those) for reviewer, those in match.items()}}


def _players(given: Given) -> list[str]:
    raw = given.inputs.get("players")
    if isinstance(raw, str):
        apart = _between(raw)
        raw = apart if len(apart) > 1 else list(raw)
    if not isinstance(raw, list) or not all(_is_name(one) for one in raw):
        raise BadCase("input 'players' must be a list of names")
    players = [str(one) for one in raw]
    if not players:
        raise NoSolution("a game without players has nothing to share")
    twice = next((one for one in players if players.count(one) > 1), None)
    if twice is not None:
        raise NoSolution(f"player {twice!r} is named twice")
    return players


def _costs(given: Given) -> Any:
    return next((given.inputs[name] for name in ("cost", "costs") if given.inputs.get(name) is not None), None)


def _game(given: Given, players: list[str], sign: float) -> Any:
    """Worth or cost of every group by bit mask."""
    from sim.ecosystem.games import MOST_PLAYERS, mask_of, worth_of_best_subset

    raw = given.inputs.get("worth") if sign > 0 else _costs(given)
    if not isinstance(raw, dict):
        raise BadCase('input \'worth\' must give a number for each group of players, like {"A": 1, "AB": 3}')
    if len(players) > MOST_PLAYERS:
        raise NoSolution(f"{len(players)} players; {MOST_PLAYERS} at most, so group them by role")
    place = {player: number for number, player in enumerate(players)}
    listed: dict[int, float] = {}
    for key, value in raw.items():
        mask = mask_of(place[one] for one in _group(key, players))
        worth = _worth(given, key, value)
        if listed.setdefault(mask, worth) != worth:
            raise NoSolution(f"the worth of {key!r} is given twice, as {listed[mask]:g} and {worth:g}")
    everybody = (1 << len(players)) - 1
    if listed.pop(0, 0.0) != 0:
        raise NoSolution("the empty group is worth nothing")
    if everybody not in listed:
        raise NoSolution(f"the worth of all together ({', '.join(players)}) is not given")
    if sign < 0 and len(listed) < everybody:
        raise NoSolution("a cost must be given for every group of players")
    game = worth_of_best_subset(listed, len(players))
    for mask, worth in listed.items():  # what is listed stands, even below the worth of a part
        game[mask] = worth
    return game


def _group(key: str, players: list[str]) -> list[str]:
    """The players that a key of `worth` names.

    Raises:
        NoSolution: somebody does not play or is named twice
    """
    names = _names_in(key.strip(), players)
    stranger = next((one for one in names if one not in players), None)
    if stranger is not None:
        near = near_word(stranger, players)
        told = f"group {key!r}: {stranger!r} does not play; players are {', '.join(players)}"
        raise NoSolution(told + (f"; did you mean {near}?" if near else ""))
    if len(set(names)) < len(names):
        raise NoSolution(f"group {key!r} names a player twice")
    return names


def _names_in(key: str, players: list[str]) -> list[str]:
    """A player, names with signs between, names one after the other, or a word for all."""
    if key in players:
        return [key]
    bare = key.strip(BRACKETS).strip()
    apart = _between(bare)
    if all(one in players for one in apart):
        return apart
    one_after_another = re.compile("|".join(sorted(map(re.escape, players), key=len, reverse=True)))
    if not one_after_another.sub("", bare):
        return one_after_another.findall(bare)
    return list(players) if bare.lower() in ALL_TOGETHER else apart


def _between(text: str) -> list[str]:
    """The names of a text with signs between them."""
    sign = next((one for one in BETWEEN_NAMES if one.search(text)), BETWEEN_NAMES[-1])
    return [one.strip(" '\"") for one in sign.split(text) if one.strip(" '\"")]


def _powers(given: Given, players: list[str]) -> list[float] | None:
    raw = given.inputs.get("power")
    if raw is None:
        return None
    if isinstance(raw, Mapping):
        return [Given(raw, given.folder).number(player) for player in players]
    return given.numbers("power")


def _ranked_lists(given: Given, side: str) -> dict[str, list[str]]:
    raw = given.inputs.get(side)
    if not isinstance(raw, dict):
        raise BadCase(f"input {side!r} must give a ranked list of names for each of them")
    lists = {}
    for name, wanted in raw.items():
        if wanted is None:
            wanted = []
        if not isinstance(wanted, list) or not all(_is_name(one) for one in wanted):
            raise BadCase(f"{side}.{name} must be a list of names, best first, found {wanted!r}")
        lists[name] = [str(one) for one in wanted]
    return lists


def _capacities(given: Given, name: str, known: Mapping[str, Any]) -> dict[str, int]:
    raw = given.inputs.get(name)
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise BadCase(f"input {name!r} must give a whole number for each name")
    stranger = next((one for one in raw if one not in known), None)
    if stranger is not None:
        raise NoSolution(f"a capacity is given for {stranger!r}, who does not take part")
    inputs = Given(raw, given.folder)
    return {one: inputs.whole(one, default=1) for one in raw}


def _worth(given: Given, key: str, raw: Any) -> float:
    if raw is None:  # how JSON writes a number that is none
        raise NoSolution(f"the worth of {key!r} is not a number")
    name = f"worth of {key}"
    return Given({name: raw}, given.folder).number(name)


def _is_name(raw: Any) -> bool:
    return isinstance(raw, str | int) and not isinstance(raw, bool)


ANSWERS = {"coalition_game": coalition_game, "stable_matching": stable_matching}
