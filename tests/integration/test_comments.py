"""Comments of the views on a real PostgreSQL: Chinese and English on each, and what must not be added up says so."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from selfeval.warehouse.statements import SQL

Ask = Callable[..., list[tuple[Any, ...]]]
CHINESE_AND_ENGLISH = "^[^/]*[一-龥].* / .*[A-Za-z]{3}"


def test_every_view_and_column_has_a_comment_in_chinese_and_english(ask: Ask) -> None:
    lacking = ask(
        """
        select class.oid::regclass::text, attribute.attname,
            coalesce(col_description(class.oid, attribute.attnum), obj_description(class.oid, 'pg_class')) as comment
        from pg_class as class
        left join pg_attribute as attribute on class.oid = attribute.attrelid and attribute.attnum > 0
        where class.relnamespace::regnamespace::text ~ '^(core|mart(_.*)?)$' and class.relkind in ('v', 'm')
            and (
                obj_description(class.oid, 'pg_class') !~ %s
                or coalesce(col_description(class.oid, attribute.attnum), '') !~ %s
            )
        """,
        *[CHINESE_AND_ENGLISH] * 2,
    )
    assert lacking == []


def test_every_mart_says_what_it_is_for_and_then_what_a_row_is(ask: Ask) -> None:
    told = ask(
        "select relname, obj_description(oid, 'pg_class') from pg_class"
        " where relnamespace::regnamespace::text ~ '^mart(_|$)' and relkind = 'v'"
    )
    pattern = "[^：:]+：一行一.+ / (?!one row)[^:]+: one row .+"
    assert [(view, comment) for view, comment in told if not re.fullmatch(pattern, comment)] == []


def test_every_amount_says_its_unit(ask: Ask) -> None:
    told = ask(
        "select relname, attname, col_description(class.oid, attnum) from pg_class as class"
        " inner join pg_attribute on class.oid = attrelid and attnum > 0"
        " where relnamespace::regnamespace::text ~ '^mart(_|$)' and relkind = 'v' and attname ~ '(^|_)amount$'"
    )
    assert told
    assert [row for row in told if "元" not in row[2] or "yuan" not in row[2]] == []


def test_figure_that_is_no_amount_and_no_count_says_that_it_is_not_additive(ask: Ask) -> None:
    """Ratios, scores, values in a form's own unit, days: a BI tool would sum whatever is a number."""
    silent = ask(
        """
        select attribute.attrelid::regclass::text, attribute.attname
        from pg_attribute as attribute
        inner join pg_class as class on attribute.attrelid = class.oid
        where class.relnamespace::regnamespace::text ~ '^mart(_|$)' and class.relkind in ('v', 'm')
            and attribute.attnum > 0
            and attribute.atttypid in ('numeric'::regtype, 'float8'::regtype, 'int8'::regtype, 'int4'::regtype)
            and attribute.attname !~ '(^amount|_amount|_yuan|_wan|_count|_key|_number|_year)$'
            and attribute.attname !~ '^(rated_weight|rated_score|lost_score)$'
            and not (
                col_description(attribute.attrelid, attribute.attnum) ~ '不可[^，；]*加总'
                and col_description(attribute.attrelid, attribute.attnum) ~ 'not additive'
            )
        """
    )
    assert silent == []


def test_figure_is_said_not_to_be_additive_in_both_languages_or_in_none(ask: Ask) -> None:
    assert (
        ask(
            """
            select attrelid::regclass::text, attname
            from pg_attribute
            inner join pg_class on attrelid = pg_class.oid
            where relnamespace::regnamespace::text ~ '^mart(_|$)'
                and (col_description(attrelid, attnum) ~ '不可[^，；]*加总')
                <> (col_description(attrelid, attnum) ~ 'not additive')
            """
        )
        == []
    )


def test_each_comment_is_given_once() -> None:
    for path in SQL.rglob("*.yml"):
        node = yaml.compose(path.read_text(encoding="utf-8"))
        assert [key for mapping in _mappings(node) for key, count in _keys(mapping).items() if count > 1] == [], path


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)


def _keys(node: yaml.MappingNode) -> Counter[str]:
    return Counter(key.value for key, _ in node.value)
