"""As of any instant the spans say what settling says of what had come in by then."""

from datetime import timedelta
from itertools import pairwise

from conservation import measure, unaccounted
from deliveries import Handed, at
from hypothesis import given, settings
from hypothesis import strategies as st

from selfeval.warehouse.counting.history import FOREVER, Answer, History
from selfeval.warehouse.counting.line import LineKey
from selfeval.warehouse.counting.state import Outcome

NAMES = [
    "道路养护",
    "道路养护工程",
    "道路养护项目经费",
    "道路养护北段",
    "其中：北段",
    "合计",
    "桥梁检测",
    "绿化管护",
    "日常公用经费",
    "张庄村道路",
    "李庄村道路",
]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from([10, 20, 30, 60, 100]), st.sampled_from(["", "", "51092321T00001"])
    ),
    min_size=1,
    max_size=4,
)
UNITS = st.sampled_from(["", "", "养护站", "福利院", "民政局本级"])
BODIES = st.sampled_from(["民政局", "民政局", "民政局本级", "县民政局", "卫健委"])
FILES = st.sampled_from(["甲", "乙", "更正", "草稿"])


@st.composite
def _handed(draw: st.DrawFn) -> Handed:
    handed = Handed()
    for number in range(draw(st.integers(1, 6))):
        day, rows = draw(st.integers(0, 9)), draw(ROWS)
        more = {"unit": draw(UNITS), "department": draw(BODIES), "file": f"{draw(FILES)}{number}"}
        if draw(st.booleans()):
            handed.wide(day, *rows, fund=draw(st.sampled_from(["general", "government_fund"])), **more)
        else:
            handed.card(day, rows[0], **more)
    files = sorted({name for _, name, _ in handed.forms})
    days = {name: day for day, name, _ in handed.forms}
    for name in draw(st.lists(st.sampled_from(files), max_size=2, unique=True)):
        handed.repeat(days[name] + draw(st.integers(1, 5)), name)
    for name in draw(st.lists(st.sampled_from(files), max_size=1, unique=True)):
        handed.withdraw(days[name] + draw(st.integers(0, 5)), name)
    return handed


@settings(max_examples=60)
@given(handed=_handed(), data=st.data())
def test_as_of_an_instant_is_what_had_come_in_by_then(handed: Handed, data: st.DataObject) -> None:
    asked = [question.code for question in handed.settled().settlement.questions]
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(asked), st.booleans()), max_size=2)) if asked else []
    answers = [Answer(at(12 + number), code, is_yes) for number, (code, is_yes) in enumerate(chosen)]
    whole = handed.settled(answers)
    for day in (data.draw(st.integers(0, 9)), 12, 16):
        instant = at(day) + timedelta(hours=1)
        then = handed.settled(answers, until=instant)
        assert _as_of(whole, instant) == {key: _said(one) for key, one in then.settlement.outcomes.items()}


@settings(max_examples=60)
@given(handed=_handed())
def test_every_line_has_one_outcome_at_any_instant_and_amounts_are_conserved(handed: Handed) -> None:
    settled = handed.settled()
    assert unaccounted(handed, settled) == []
    for key in settled.settlement.outcomes:
        spans = sorted((one for one in settled.spans if one.line == key), key=lambda span: span.begins)
        assert spans[-1].ends == FOREVER
        assert all(one.ends == other.begins for one, other in pairwise(spans))


@settings(max_examples=40)
@given(handed=_handed())
def test_order_of_files_in_a_delivery_list_does_not_show(handed: Handed) -> None:
    first = handed.settled()
    handed.forms.reverse()
    again = handed.settled()
    assert {key: one.reason for key, one in first.settlement.outcomes.items()} == {
        key: one.reason for key, one in again.settlement.outcomes.items()
    }


def _said(outcome: Outcome) -> tuple[object, ...]:
    """What became of a line, in whose totals, and by which line's name."""
    return outcome.reason, outcome.named, outcome.department_key, outcome.is_doubtful


def _as_of(settled: History, instant: object) -> dict[LineKey, tuple[object, ...]]:
    return {one.line: _said(one.outcome) for one in settled.spans if one.begins <= instant < one.ends}  # type: ignore[operator]


def test_answer_that_numbers_the_projects_anew_leaves_each_line_with_its_own() -> None:
    handed = Handed().card(1, ("道路养护", 4)).card(2, ("道路养护", 6)).card(3, ("桥梁检测", 9))
    [question] = handed.settled().settlement.questions
    settled = handed.settled([Answer(at(4), question.code, is_confirmed=False)])
    names = {line.key: line.name for _, _, form in handed.forms for line in form.lines}
    assert len(settled.settlement.projects) == 3
    for span in settled.spans:
        assert span.project
        assert {line.name for one in span.project.reports for line in one.lines} == {names[span.line]}
    current = [span.project for span in settled.spans if span.ends == FOREVER]
    assert len(set(current)) == 3


def test_amounts_of_a_generated_history_are_conserved_and_no_total_is_wrong_in_silence() -> None:
    measured = measure(60, 2)
    assert (measured.broken, measured.wrong) == (0, [])
    assert measured.doubtful < 0.1 * measured.years
