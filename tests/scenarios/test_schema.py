"""The schema that editors use says what the check says."""

import json

import pytest

from scenarios.extending import LIBRARY, library_names
from scenarios.reading import read_yaml
from scenarios.schema import scenario_schema
from sim.measures import MEASURES


def parts_of(schema):
    """The schema and every schema inside it."""
    yield schema
    for value in schema.values():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                yield from parts_of(part)


def obeys(value, schema, root):
    """Whether a value fits a schema, by the keywords our schemas use."""
    if "$ref" in schema and not obeys(value, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], root):
        return False
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}
    kind = schema.get("type")
    if kind == "null" and value is not None or kind in kinds and not isinstance(value, kinds[kind]):
        return False
    if "anyOf" in schema and not any(obeys(value, way, root) for way in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"] or "const" in schema and value != schema["const"]:
        return False
    if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        return False
    if isinstance(value, list):
        return all(obeys(part, schema.get("items", {}), root) for part in value)
    return not isinstance(value, dict) or obeys_as_settings(value, schema, root)


def obeys_as_settings(value, schema, root):
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    more = next(iter(schema.get("patternProperties", {}).values()), more)
    if not set(schema.get("required", ())) <= set(value) or (more is False and not set(value) <= set(known)):
        return False
    return all(obeys(part, known.get(key, more if isinstance(more, dict) else {}), root) for key, part in value.items())


@pytest.fixture(scope="module")
def schema():
    return json.loads(json.dumps(scenario_schema()))


def test_the_schema_says_its_dialect_and_resolves_its_own_references(schema):
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    references = {part["$ref"] for part in parts_of(schema) if isinstance(part.get("$ref"), str)}
    assert references
    assert {reference.removeprefix("#/$defs/") for reference in references} <= set(schema["$defs"])


def test_every_keyword_is_one_of_the_dialect(schema):
    words = set(
        "$schema $defs $ref title description default type enum const anyOf allOf required properties pattern "
        "patternProperties additionalProperties propertyNames maxProperties minProperties items prefixItems minItems "
        "maxItems minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum examples".split()
    )
    named = {
        id(part[key])
        for part in parts_of(schema)
        for key in ("properties", "patternProperties", "$defs")
        if key in part
    }
    used = {key for part in parts_of(schema) if id(part) not in named for key in part}
    defaults = {key for part in parts_of(schema) if isinstance(part.get("default"), dict) for key in part["default"]}
    assert used - defaults <= words


@pytest.mark.parametrize("name", library_names())
def test_every_scenario_of_the_library_obeys_the_schema(name, schema):
    assert obeys(read_yaml(LIBRARY / f"{name}.yaml").value, schema, schema)


def test_every_measure_and_its_limits_are_in_it(schema):
    assert set(schema["properties"]["measures"]["properties"]) == set(MEASURES)


@pytest.mark.parametrize(
    "text",
    [
        {"title": "x", "runs": 0},
        {"title": "x", "colour": "red"},
        {"title": "x", "context": {"wind": "calm"}},
        {"title": "x", "measures": {"led_street_lighting": {"lamps_per_year": -1}}},
        {"title": "x", "measures": {"led_street_lighting": {"paid_by": "nobody"}}},
        {"title": "x", "measures": {"anything": {"begins": 2030}}},
        {"title": "x", "what_if": {"a.b": {"multiply": 2}}},
        {"seed": 1},
    ],
)
def test_what_the_check_refuses_the_schema_refuses(text, schema):
    assert not obeys(text, schema, schema)


def test_a_measure_may_be_used_twice_under_other_names(schema):
    twice = {"title": "x", "measures": {"north": {"measure": "led_street_lighting", "lamps_per_year": 5}}}
    assert obeys(twice, schema, schema)
