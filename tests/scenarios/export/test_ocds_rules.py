"""The table of rules is whole in itself."""

import pytest

from scenarios.export.ocds_checking import FORMS
from scenarios.export.ocds_rules import EXTENSIONS, KINDS, ROLE_OF, ROLES, TAG_OF, TAGS


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_names_a_form_or_a_kind_that_exists(kind):
    for rule in KINDS[kind].values():
        assert rule.form in FORMS or rule.form in KINDS
        assert rule.extension in ("", *EXTENSIONS)


def test_every_kind_is_reached_from_the_package():
    reached, waiting = set(), ["package"]
    while waiting:
        kind = waiting.pop()
        reached.add(kind)
        waiting += [rule.form for rule in KINDS[kind].values() if rule.form in KINDS and rule.form not in reached]
    assert reached == set(KINDS)


def test_roles_and_tags_are_words_of_their_codelists():
    assert set(ROLE_OF.values()) <= set(ROLES) and set(TAG_OF.values()) <= set(TAGS)
