"""Checks who takes part: settings of the city's actors, and parties of the author's own that play a role.

Place in the flow: scenarios reads -> [checks] -> runs. A part of `checking`, for the section `actors` of a scenario file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from scenarios.checking_desk import Desk
from scenarios.problems import near_word, one_of, shown
from scenarios.reading import Keys
from scenarios.scenario_file import MOST_ENTRIES, ActorSettings, PartyInFile
from sim.scenario import CROWDS, Party

LEDGER_WORDS = (*CROWDS, "suppliers", "rest_of_world")
"""Words that stand for others in the ledger, so that no party of a file may take them."""
OWN_KEYS = tuple(PartyInFile.model_fields)


def check_actors(desk: Desk) -> tuple[dict[str, dict[str, float]], dict[str, Party]]:
    """Settings of actors and the author's own parties, by word; what is wrong goes to the desk and is left out."""
    actors: dict[str, dict[str, float]] = {}
    parties: dict[str, Party] = {}
    for word, settings in desk.entries("actors", MOST_ENTRIES).items():
        if not isinstance(settings, dict):
            desk.complain(("actors", word), shown(settings), "settings, like  {present: 0}")
        elif _is_of_the_city(desk, word, settings):
            numbers = _settings_of(desk, word, settings)
            if numbers is not None:
                actors[word] = numbers
        else:
            party = _own_party(desk, word, settings)
            if party is not None:
                parties[word] = party
    return actors, parties


def party_words(desk: Desk) -> list[str]:
    """Every party that may be named elsewhere in the file, those with a problem too."""
    own = [word for word in desk.settings("actors") if isinstance(word, str)][:MOST_ENTRIES]
    return list(dict.fromkeys([*(desk.around.known_actors or ()), *own, *CROWDS]))


def _is_of_the_city(desk: Desk, word: Any, settings: Mapping[Any, Any]) -> bool:
    """Whether an entry sets an actor of the city; when these are not known, any without role and name does."""
    known = desk.around.known_actors
    return word in known if known is not None else not {"role", "name"} & set(settings)


def _settings_of(desk: Desk, word: str, settings: dict[Any, Any]) -> dict[str, float] | None:
    """Numbers by setting, when the actor listens to each of them."""
    path: Keys = ("actors", word)
    actor = desk.around.known_actors[word] if isinstance(desk.around.known_actors, Mapping) else None
    heard = getattr(actor, "settings", None)
    told = [setting for setting in settings if heard is not None and setting not in heard]
    for setting in told:
        wanted = one_of(heard) if heard else "no settings: this actor has none yet"
        if setting in OWN_KEYS:
            wanted = f"{wanted}; a party of your own has its own word, and  role: {word}"
        desk.complain((*path, setting), f"the unknown setting {shown(setting)}", wanted, near_word(setting, heard))
    told += _beyond_limits(desk, path, settings, getattr(actor, "limits", None))
    numbers = desk.entry(ActorSettings, settings, path, told)
    return None if numbers is None else numbers.root


def _beyond_limits(
    desk: Desk, path: Keys, settings: Mapping[Any, Any], limits: Mapping[str, tuple[float, float]] | None
) -> list[Any]:
    """Settings outside the limits of an actor that has some; others of it must not be negative. Complains."""
    beyond: list[Any] = []
    for setting, value in settings.items() if limits is not None else ():
        low, high = limits.get(setting, (0.0, math.inf))
        if isinstance(value, int | float) and not isinstance(value, bool) and not low <= value <= high:
            reach = f"of at least {low:g}" if high == math.inf else f"from {low:g} to {high:g}"
            desk.complain((*path, setting), shown(value), f"a number {reach}" if low < high else f"{low:g}")
            beyond.append(setting)
    return beyond


def _own_party(desk: Desk, word: Any, settings: dict[Any, Any]) -> Party | None:
    """A party of the author's own; a word without a role may also be an actor misspelt."""
    path: Keys = ("actors", word)
    known = desk.around.known_actors
    if word in LEDGER_WORDS:
        wanted = "another word for a party of your own; the ledger uses this one for others"
        desk.complain(path, f"the taken word {shown(word)}", wanted)
        return None
    near = near_word(word, known or ())
    if near and not set(OWN_KEYS) & set(settings):
        wanted = f"{one_of(known, 20)}; a party of your own says its role"
        desk.complain(path, f"the unknown actor {shown(word)}", wanted, near)
        return None
    wanted = "the actor whose role it plays" + (f": {one_of(known, 20)}" if known is not None else "")
    has_role = desk.names_something(path, settings, "role", known, f"the actor {shown(word)} without a role", wanted)
    party = desk.entry(PartyInFile, settings, path, () if has_role else ("role",))
    return None if party is None else party.as_party(word)
