"""Python and SQL make the same business key of a text, whatever is printed."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfeval.vocabulary.normalise import business_key

Ask = Callable[..., list[tuple[Any, ...]]]
NORMALISED = """
select position, core.normalised(printed)
from unnest(%s::text[]) with ordinality as one (printed, position)
order by position
"""
PRINTED = [
    "民政局",
    " 民 政\u3000局\n",
    "ＡＢＣ局（本级）",
    "财政局\u200b\u200d\ufeff",
    "①项目",
    "ﬁne Straße",
    "2130101-A",
    "\u00a0局\t",
    "甲\x1c乙\x1f",
    "ΟΔΟΣ İ",
    "",
]


def test_sql_and_python_normalise_what_forms_print_alike(ask: Ask) -> None:
    asked = (
        "select position, core.normalised(printed) from unnest(%s::text[]) with ordinality as one (printed, position)"
    )
    assert ask(asked, PRINTED) == [(place, business_key(text)) for place, text in enumerate(PRINTED, 1)]


# Left out: what this Python does not know of Unicode yet, and control characters but for those that texts have. Whether
# one such as U+0085 is white space depends on the locale of the server.
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cn", "Cc"]) | st.sampled_from("\t\n\v\f\r\x1c\x1f")
ANY_TEXT = st.text(LETTERS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_TEXT, min_size=1))
def test_sql_and_python_normalise_any_text_alike(ask: Ask, texts: list[str]) -> None:
    assert ask(NORMALISED, texts) == [(place, business_key(text)) for place, text in enumerate(texts, 1)]
