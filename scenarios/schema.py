"""The JSON Schema of scenario files, for editors that complete and underline while one writes.

Place in the flow: scenarios [reads] -> checks -> runs. Everything in it comes from the models that do the checking.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenarios.contexts import Aspect, read_contexts
from scenarios.extending import library_names
from scenarios.scenario_file import MOST_MEASURES, ScenarioFile
from scenarios.schema_partners import partner_sections, required_in_entries
from sim.measures import MEASURES, Measure
from sim.parameter import Book

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema(
    measures: Mapping[str, type[Measure]] | None = None,
    aspects: Mapping[str, Aspect] | None = None,
    book: Book | None = None,
) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a scenario file, with the measures, contexts and parameters that exist.

    Args:
        measures: kinds of measures by name; those of the city unless given
        aspects: contexts by name; those of the city unless given
        book: when given, `what_if` completes the names of its parameters
    """
    measures = MEASURES if measures is None else measures
    aspects = read_contexts() if aspects is None else aspects
    schema = ScenarioFile.model_json_schema()
    definitions = schema.setdefault("$defs", {})
    settings = schema["properties"]
    settings["measures"] = _measures(measures, definitions, settings["measures"])
    settings["context"] = _context(aspects, settings["context"])
    settings["compare_with"]["items"] = {
        "anyOf": [{"enum": library_names()}, {"type": "string", "pattern": r"\.ya?ml$"}]
    }
    settings["extends"] = {
        "title": settings["extends"]["title"],
        "anyOf": [{"enum": library_names()}, {"type": "string", "pattern": r"\.ya?ml$"}, {"type": "null"}],
    }
    if book is not None:
        one_word = {"pattern": r"^[a-z_]+\.[a-z0-9_]+(\.[a-z0-9_]+)+$"}  # of a table, like heating.carrier_shares.oil
        settings["what_if"]["propertyNames"] = {"anyOf": [{"enum": sorted(book.parameters)}, one_word]}
    settings |= partner_sections(settings, definitions)
    schema.pop("required", None)
    whole = {"required": ["title"], "properties": required_in_entries(settings)}
    schema["anyOf"] = [whole, {"required": ["extends"]}]
    return {"$schema": DIALECT, "title": "Stadslab scenario", **{k: v for k, v in schema.items() if k != "title"}}


def _measures(
    measures: Mapping[str, type[Measure]], definitions: dict[str, Any], declared: dict[str, Any]
) -> dict[str, Any]:
    """A measure under its own name, or under any name with its kind said inside; null takes an inherited one away."""
    for name, measure in measures.items():
        own = measure.model_json_schema(ref_template="#/$defs/{model}")
        definitions.update(own.pop("$defs", {}))
        own["properties"] = {"measure": {"const": name, "title": "kind of measure"}, **own["properties"]}
        own["title"] = measure.title.get("en", name)
        definitions[measure.__name__] = own
    references = {name: {"$ref": f"#/$defs/{measure.__name__}"} for name, measure in measures.items()}
    gone = {"type": "null"}
    return {
        "title": declared["title"],
        "type": "object",
        "maxProperties": MOST_MEASURES,
        "properties": {name: {"anyOf": [reference, gone]} for name, reference in references.items()},
        "propertyNames": declared.get("propertyNames", {"type": "string"}),
        "additionalProperties": {
            "anyOf": [*({**reference, "required": ["measure"]} for reference in references.values()), gone]
        },
    }


def _context(aspects: Mapping[str, Aspect], declared: dict[str, Any]) -> dict[str, Any]:
    """Each aspect with its variants."""
    chosen = {
        name: {"title": aspect.title.get("en", name), "enum": list(aspect.variants), "default": aspect.usual}
        for name, aspect in aspects.items()
    }
    return {"title": declared["title"], "type": "object", "properties": chosen, "additionalProperties": False}
