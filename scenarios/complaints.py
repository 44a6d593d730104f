"""Turns what pydantic found wrong into problems: the author's words instead of the library's.

Place in the flow: a small tool of `checking` and `book`. What is wanted is told from the JSON schema of the setting,
so a setting declared once is also explained once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from scenarios.problems import Problem, dotted, near_word, one_of, shown
from scenarios.reading import Keys, plain_value

Place = Callable[[Keys], tuple[str, int | None]]
"""File and line of a setting, by its path."""


def as_settings(value: Any) -> Any:
    """Plain values of a file as strict models take them: what a file lists is a tuple."""
    if isinstance(value, dict):
        return {key: as_settings(part) for key, part in value.items()}
    return tuple(map(as_settings, value)) if isinstance(value, list | tuple) else value


def complaints(
    wrong: ValidationError,
    model: type[BaseModel],
    value: Any,
    path: Keys,
    place: Place,
    unread: Set[Keys] = frozenset(),
) -> list[Problem]:
    """Every complaint about a value once, at the deepest setting it is about.

    Args:
        model: the model that refused the value
        path: where the value stands in its file
        unread: paths that could not be read; what follows from them is no news
    """
    schema = _schema_of(model)
    told = [(_path_in(value, error), error) for error in wrong.errors(include_url=False)]
    around = {where[:length] for where, _ in told for length in range(len(where))}
    around_unread = {lost[:length] for lost in unread for length in range(len(lost))}
    found: dict[Keys, Problem] = {}
    for where, error in told:
        here = (*path, *where)
        is_no_news = lies_in(here, unread) or (error["type"] == "value_error" and here in around_unread)
        if where not in around and where not in found and not is_no_news:
            found[where] = _problem(error, where, value, schema, path, place)
    return list(found.values())


@lru_cache(maxsize=64)
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a model, made once: two hundred broken measures ask for it two hundred times."""
    return model.model_json_schema()


def lies_in(path: Keys, unread: Set[Keys]) -> bool:
    """Whether a path, or one of the settings around it, is among those that could not be read."""
    return any(path[:length] in unread for length in range(len(path) + 1))


def _path_in(value: Any, error: Any) -> Keys:
    """Keys that really stand in the file; pydantic also names branches of its own."""
    where: list[Any] = []
    for step in error["loc"]:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list | tuple) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            continue
        where.append(step)
    if error["type"] == "missing":
        where.append(error["loc"][-1])
    return tuple(where)


def _problem(error: Any, where: Keys, value: Any, schema: dict[str, Any], path: Keys, place: Place) -> Problem:
    """One complaint in words."""
    file, line = place((*path, *where))
    key = dotted((*path, *where))
    if error["type"] in ("extra_forbidden", "invalid_key"):
        comma = _decimal_comma(_at(value, where[:-1]), where[-1])
        if comma:
            file, line = place((*path, *where[:-1]))
            return Problem(file, line, dotted((*path, *where[:-1])), comma, "a decimal point", comma.replace(",", "."))
        names = list(schema_at(schema, where[:-1]).get("properties", {}))
        found = f"the unknown key {shown(where[-1])}"
        return Problem(file, line, key, found, one_of(names, 20), near_word(where[-1], names))
    if error["type"] == "missing":
        line = place((*path, *where[:-1]))[1]
        return Problem(file, line, key, "nothing", in_words(schema_at(schema, where), schema))
    if error["loc"] and error["loc"][-1] == "[key]":
        return Problem(file, line, key, f"the key {shown(where[-1])}", _key_in_words(error))
    wish = schema_at(schema, where)
    input_value = error["input"] if error["type"] != "value_error" else _at(value, where)
    wanted = in_words(wish, schema)
    if error["type"] == "value_error" and not _choices(wish, schema):
        wanted = str(error["ctx"]["error"])
    return Problem(file, line, key, shown(input_value), wanted, hint(input_value, wish, schema))


def _at(value: Any, where: Keys) -> Any:
    for step in where:
        value = value[step]
    return value


def _decimal_comma(settings: Any, key: Any) -> str:
    """`{multiply: 0,9}` reads as two settings, the second a number without a value: the number that was meant."""
    if not str(key).isdigit() or settings.get(key, key) is not None:
        return ""
    before = list(settings.values())[list(settings).index(key) - 1]
    return f"{before},{key}" if isinstance(before, int) and not isinstance(before, bool) else ""


def _key_in_words(error: Any) -> str:
    limits = error.get("ctx", {})
    if "pattern" in limits:
        return "a word of small letters, digits and _"
    return "a year from 1990 to 2100" if limits or "int" in error["type"] else "a word"


def _resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """The schema that a reference stands for."""
    reference = schema.get("$ref")
    return root["$defs"][reference.rsplit("/", 1)[-1]] if reference else schema


def _branches(schema: dict[str, Any], root: dict[str, Any]) -> list[dict[str, Any]]:
    """The ways a value may look, nothing left out but `null`."""
    schema = _resolved(schema, root)
    ways = [branch for way in schema.get("anyOf", ()) for branch in _branches(way, root)]
    return [way for way in ways or [schema] if way.get("type") != "null"]


def _choices(schema: dict[str, Any], root: dict[str, Any]) -> list[Any]:
    """Words a setting may be, when they can be listed."""
    choices: list[Any] = []
    for way in _branches(schema, root):
        choices += way.get("enum", [way["const"]] if "const" in way else [])
    return choices


def schema_at(schema: dict[str, Any], where: Iterable[Any]) -> dict[str, Any]:
    """The part of a JSON schema that speaks of a path; empty when nothing does."""
    here = schema
    for step in where:
        inside = [found for way in _branches(here, schema) if (found := _inside(way, step)) is not None]
        here = {"anyOf": inside} if len(inside) > 1 else inside[0] if inside else {}
    ways = _branches(here, schema)
    return ways[0] if len(ways) == 1 else here


def _inside(way: dict[str, Any], step: Any) -> dict[str, Any] | None:
    if isinstance(step, int) and way.get("type") == "array":
        listed = way.get("prefixItems", [])
        return listed[step] if step < len(listed) else way.get("items")
    named = way.get("properties", {}).get(step)
    more = next(iter(way.get("patternProperties", {}).values()), way.get("additionalProperties"))
    return named if named is not None else more if isinstance(more, dict) else None


def in_words(schema: dict[str, Any], root: dict[str, Any] | None = None) -> str:
    """What a setting may be, as one says it.

    >>> in_words({"type": "integer", "minimum": 0, "maximum": 20000})
    'a whole number from 0 to 20000'
    >>> in_words({"enum": ["own_budget", "loan"]})
    'one of own_budget, loan'
    """
    root = root or schema
    choices = _choices(schema, root)
    if choices:
        return one_of(choices, 20)
    ways = _branches(schema, root)
    return " or ".join(dict.fromkeys(_way_in_words(way, root) for way in ways)) or "another value"


def _way_in_words(way: dict[str, Any], root: dict[str, Any]) -> str:
    kind = way.get("type")
    if kind in ("integer", "number"):
        return ("a whole number" if kind == "integer" else "a number") + _limits_in_words(way)
    if kind == "boolean":
        return "true or false"
    if kind == "string":
        return "text" + (f" of at most {way['maxLength']} characters" if "maxLength" in way else "")
    if kind == "array":
        return _list_in_words(way, root)
    if kind == "object" and "properties" in way:
        return f"settings: {', '.join(way['properties'])}"
    return "settings by name" if kind == "object" else "another value"


def _limits_in_words(way: dict[str, Any]) -> str:
    least, most = way.get("minimum"), way.get("maximum")
    above, below = way.get("exclusiveMinimum"), way.get("exclusiveMaximum")
    if least is not None and most is not None:
        return f" from {least} to {most}"
    low = f" of at least {least}" if least is not None else f" above {above}" if above is not None else ""
    high = f" of at most {most}" if most is not None else f" below {below}" if below is not None else ""
    return low + " and".join(("", high)) if low and high else low + high


def _list_in_words(way: dict[str, Any], root: dict[str, Any]) -> str:
    if "prefixItems" in way:
        return "[" + ", ".join(in_words(item, root) for item in way["prefixItems"]) + "]"
    least, most = way.get("minItems"), way.get("maxItems")
    size = f" of {least or 0} to {most}" if most else f" of at least {least}" if least else ""
    return f"a list{size}" + (f", each {in_words(way['items'], root)}" if way.get("items") else "")


def hint(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> str:
    """What was probably meant: a near word, a decimal point for a comma, a number without quotes."""
    if not isinstance(value, str):
        return ""
    choices = _choices(schema, root)
    if choices:
        return near_word(value, choices)
    kinds = {way.get("type") for way in _branches(schema, root)}
    if kinds & {"integer", "number"}:
        return _number_meant(value.strip())
    if "boolean" in kinds:
        return {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(value.lower().strip(), "")
    return ""


def _number_meant(text: str) -> str:
    """The number in a text.

    >>> _number_meant("0,9"), _number_meant("600"), _number_meant("20_000"), _number_meant("2026-01-01")
    ('0.9', '600', '20000', '2026')
    >>> _number_meant("40 %"), _number_meant("many")
    ('0.4', '')
    """
    date = re.fullmatch(r"([12][0-9]{3})-[0-9]{2}-[0-9]{2}", text)
    if date:
        return date[1]
    percent = text.endswith("%")
    number, _ = plain_value(text.rstrip("% ").replace("_", "").replace(" ", "").replace(",", "."))
    if isinstance(number, bool) or not isinstance(number, int | float):
        return ""
    return f"{number / 100:g}" if percent else f"{number}"
