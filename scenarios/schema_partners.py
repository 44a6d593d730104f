"""The sections `actors`, `contracts` and `tenders` in the JSON Schema of scenario files.

Place in the flow: scenarios [reads] -> checks -> runs. A part of `schema`; everything comes from the models, forms and
actors that do the checking.
"""

from __future__ import annotations

import math
from typing import Any

from scenarios.scenario_file import MOST_ENTRIES, ContractInFile, PartyInFile, TenderInFile

GONE = {"type": "null"}
"""Takes an entry of a parent away."""
ENTRIES = {"party of one's own": PartyInFile, "contract": ContractInFile, "tender": TenderInFile}
REQUIRED = {"actors": ["role"], "contracts": ["payer"], "tenders": ["criteria"]}
"""What an entry must say, unless a parent says it already."""


def partner_sections(declared: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The three sections with the actors and forms of contract that exist; definitions gain the models.

    Args:
        declared: properties of the file as its model declares them
        definitions: `$defs` of the schema
    """
    from sim.actors import ACTORS  # late: brings in the library of agents
    from sim.markets.contracts import FORMS

    for name, model in ENTRIES.items():
        definitions[model.__name__] = model.model_json_schema() | {"title": name}
        del definitions[model.__name__]["required"]
    criteria = definitions["TenderInFile"]["properties"]["criteria"]
    criteria |= {"required": ["price"], "additionalProperties": False}
    party, contract, tender = ({"anyOf": [{"$ref": f"#/$defs/{model.__name__}"}, GONE]} for model in ENTRIES.values())
    return {
        "actors": _section(declared["actors"], {name: _actor(actor) for name, actor in ACTORS.items()}, party),
        "contracts": _section(declared["contracts"], dict.fromkeys(FORMS, contract), False),
        "tenders": _section(declared["tenders"], {}, tender),
    }


def _section(declared: dict[str, Any], entries: dict[str, Any], others: Any) -> dict[str, Any]:
    """Entries by known name, and what stands under other names."""
    section = {"title": declared["title"], "type": "object", "maxProperties": MOST_ENTRIES}
    if "patternProperties" in declared:
        section["propertyNames"] = {"pattern": next(iter(declared["patternProperties"]))}
    return section | {"properties": entries, "additionalProperties": others}


def _actor(actor: Any) -> dict[str, Any]:
    """The settings of an actor of the city, within its limits when it has some."""
    limits = getattr(actor, "limits", None)
    numbers: dict[str, Any] = {}
    for setting, meaning in actor.settings.items():
        low, high = (-math.inf, math.inf) if limits is None else limits.get(setting, (0.0, math.inf))
        reach = {"minimum": low} if low > -math.inf else {}
        reach |= {"maximum": high} if high < math.inf else {}
        numbers[setting] = {"anyOf": [{"type": "number", "title": meaning, **reach}, GONE]}
    own = {"title": actor.title.get("en", actor.name), "type": "object", "properties": numbers}
    return {"anyOf": [{**own, "additionalProperties": False}, GONE]}


def required_in_entries(settings: dict[str, Any]) -> dict[str, Any]:
    """What entries of a file without a parent must say; actors of the city, none of it."""
    return {
        section: {
            "properties": {} if section != "actors" else {name: {} for name in settings["actors"]["properties"]},
            "additionalProperties": {"required": required},
        }
        for section, required in REQUIRED.items()
    }
