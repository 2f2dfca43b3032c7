import pytest
from builders import sheet

from selfeval.forms.card_sheet import CardSheet
from selfeval.forms.funding import Funding, read_funding, take_labelled
from selfeval.forms.ledger import Ledger
from selfeval.forms.record import Project
from selfeval.forms.vocabulary import Meaning, Role

HEADINGS = "项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分"
TOTAL = "年度资金总额|90|100|80|10|80%|8"


class Read:
    """A funding table read by itself, and what the ledger says of its cells."""

    def __init__(self, *lines, merged=(), unit="万元"):
        built = sheet("\n".join(lines), merged=merged)
        self.ledger = Ledger([built])
        self.card = CardSheet(built, range(1, 100), 1, self.ledger)
        self.project = Project("Table1!A1")
        self.table = Funding(self.card, self.project, unit)
        read_funding(self.table, self.card.rows)

    @property
    def amounts(self):
        return {(amount.measure, amount.source): str(amount.value) for amount in self.project.amounts}

    @property
    def rate(self):
        return self.project.stated_rate and self.project.stated_rate.printed

    @property
    def points(self):
        return self.project.budget_weight, self.project.budget_score

    @property
    def unread(self):
        """Printed text of unread cells, and whether it is expected that they are."""
        return [(entry.printed, entry.is_expected) for entry in self.ledger.unread()]

    @property
    def rules(self):
        return [(finding.rule, finding.cell) for finding in self.card.findings]


def test_figure_is_of_the_source_beside_it_and_the_measure_above_it():
    read = Read(HEADINGS, TOTAL, "其中：财政拨款|90|95|75|||", "上年结转资金||5|5|||")
    assert read.amounts == {
        ("budget_initial", "total"): "90",
        ("budget", "total"): "100",
        ("executed", "total"): "80",
        ("budget_initial", "fiscal"): "90",
        ("budget", "fiscal"): "95",
        ("executed", "fiscal"): "75",
        ("budget", "carried_over"): "5",
        ("executed", "carried_over"): "5",
    }
    assert (read.rate, *read.points) == ("80%", 10, 8)
    assert read.unread == []


def test_transposed_table_has_measures_at_the_side_and_sources_above():
    read = Read("项目资金|合计|财政拨款|其他资金", "全年预算数|100|95|5", "全年执行数|80|75|5")
    assert read.amounts == {
        ("budget", "total"): "100",
        ("budget", "fiscal"): "95",
        ("budget", "other"): "5",
        ("executed", "total"): "80",
        ("executed", "fiscal"): "75",
        ("executed", "other"): "5",
    }


def test_label_beside_each_figure_says_its_measure():
    read = Read("年度资金总额|全年预算数|100|全年执行数|80", "其他资金|全年预算数|5|全年执行数|5")
    assert read.amounts == {("budget", "total"): "100", ("executed", "total"): "80"}
    assert [printed for printed, _ in read.unread] == ["5", "5"]


def test_figures_of_a_part_that_nobody_knows_are_not_the_total_s():
    read = Read(HEADINGS, "彩票公益金|9|9|9|||", TOTAL)
    assert read.amounts["budget", "total"] == "100"
    assert read.unread == [("彩票公益金", False), ("9", False), ("9", False), ("9", False)]


def test_word_that_was_typed_over_a_figure_is_left_unread_and_names_nothing_right_of_it():
    read = Read("项目资金|全年预算数|全年执行数|执行率|分值", "年度资金总额|100|全年（调整）绩效目标|80%|10")
    assert read.amounts == {("budget", "total"): "100"}
    assert (read.rate, read.points[0]) == ("80%", 10)
    assert read.unread == [("全年（调整）绩效目标", False)]


@pytest.mark.parametrize(("first", "is_expected"), [("年度资金总额", True), ("项目实施内容", False)])
def test_figures_of_a_part_without_a_field_are_expected_to_be_unread_beside_a_total_only(first, is_expected):
    read = Read(HEADINGS, TOTAL.replace("年度资金总额", first), "备注|5|5|5|||")
    assert ("5", is_expected) in read.unread
    assert ("budget", "total") in read.amounts or ("100", False) in read.unread


def test_figures_without_a_label_are_the_total_s():
    assert Read(HEADINGS, "|90|100|80|10|80%|8").amounts["executed", "total"] == "80"


def test_second_row_of_one_source_does_not_replace_the_first():
    read = Read(HEADINGS, TOTAL, TOTAL.replace("|90|100|80|", "|91|101|81|"))
    assert read.amounts["budget", "total"] == "100"
    assert [printed for printed, _ in read.unread] == ["91", "101", "81", "10", "80%", "8"]


def test_label_and_amount_in_one_cell_are_an_amount():
    read = Read("项目资金|全年预算数|全年执行数", "|一般公共预算：60万元|一般公共预算：50万元", "|其他资金：|")
    assert read.amounts == {("budget", "general"): "60", ("executed", "general"): "50"}
    assert read.unread == []


def test_label_and_amount_that_slipped_under_a_measure_of_which_its_neighbours_know_nothing_are_told():
    read = Read(
        "项目资金|总额|年初预算数|全年预算数", "|年度资金总额|9|10", "||其中：一般公共预算：9万元", "|其他资金："
    )
    assert read.amounts["budget", "general"] == "9"
    assert read.rules == [("amount-beside-column", "Table1!C3")]


def test_rate_weight_and_score_of_the_total_beat_those_of_a_part_above_it():
    read = Read(HEADINGS, "其中：财政拨款|90|95|76|5|80%|4", TOTAL)
    assert (read.rate, *read.points) == ("80%", 10, 8)
    assert read.unread == [("5", True), ("80%", True), ("4", True)]


def test_rate_only_on_a_part_s_row_is_the_project_s():
    read = Read(HEADINGS, "年度资金总额|90|100|80|||", "其中：财政拨款|90|95|76|10|80%|8")
    assert (read.rate, *read.points) == ("80%", 10, 8)


@pytest.mark.parametrize(
    ("rate", "is_expected"), [("80%", True), ("80.4%", True), ("52%", False), ("9000", False), ("甲", False)]
)
def test_rate_that_slipped_to_a_part_s_row_is_not_expected_to_be_unread(rate, is_expected):
    read = Read(HEADINGS, TOTAL, f"其中：财政拨款|90|95|76||{rate}|")
    assert read.rate == "80%"
    assert read.unread == [(rate, is_expected)]


@pytest.mark.parametrize(("rate", "is_expected"), [("0%", True), ("80%", False)])
def test_part_without_amounts_is_expected_to_have_no_rate_but_zero(rate, is_expected):
    assert Read(HEADINGS, TOTAL, f"其中：财政拨款|||||{rate}|").unread == [(rate, is_expected)]


@pytest.mark.parametrize(("score", "is_expected"), [("8", True), ("100", True), ("1250", False)])
def test_amount_that_slipped_among_a_part_s_points_is_not_expected_to_be_unread(score, is_expected):
    assert Read(HEADINGS, TOTAL, f"其中：财政拨款|90|95|76|||{score}").unread == [(score, is_expected)]


def test_of_two_rates_beside_a_budget_the_first_is_the_spending():
    read = Read("项目资金|调整后预算数|预算执行率|执行率|得分", "年度资金总额|80|72|90%|9")
    assert read.amounts == {("budget", "total"): "80", ("executed", "total"): "72"}
    assert read.rate == "90%"


def test_two_rates_beside_budget_and_spending_are_rates():
    read = Read("项目资金|预算数|执行数|预算执行率|执行率", "年度资金总额|80|72|90%|91%")
    assert read.amounts["executed", "total"] == "72"
    assert read.rate == "90%"


def test_total_score_beside_a_rate_is_the_score_of_execution():
    read = Read("项目资金|预算数|执行数|分值|执行率|自评得分", "年度资金总额|100|80|10|80%|8")
    assert read.points == (10, 8)


def test_weight_fixed_in_a_label_counts_until_the_table_prints_one():
    assert Read("项目资金（20分）|预算数|执行数|执行率", "总额|100|80|80%").project.budget_weight == 20
    assert Read("项目资金（20分）|预算数|执行数|分值|执行率", "总额|100|80|10|80%").project.budget_weight == 10


def test_figures_run_together_are_parted_and_told():
    read = Read(HEADINGS, "年度资金总额|90|100801080%8|||||")
    assert read.amounts["executed", "total"] == "80"
    assert (read.rate, *read.points) == ("80%", 10, 8)
    assert read.rules == [("figures-split", "Table1!C2")]


def test_figure_that_is_none_is_told_and_stays_unread():
    read = Read(HEADINGS, TOTAL.replace("|100|", "|100亿元|"))
    assert ("budget", "total") not in read.amounts
    assert read.rules == [("unreadable-figure", "Table1!C2")]
    assert read.unread == [("100亿元", False)]


def test_null_mark_is_no_amount_and_zero_is_one():
    read = Read(HEADINGS, TOTAL, "其他资金|/|0|—|||")
    assert read.amounts["budget", "other"] == "0"
    assert ("executed", "other") not in read.amounts
    assert read.unread == []


def test_remark_s_column_is_left_unread_as_expected():
    read = Read("项目资金|预算数|执行数|备注", "年度资金总额|100|80|追加20")
    assert read.unread == [("追加20", True)]


def test_row_that_numbers_the_columns_holds_no_amounts():
    read = Read("项目资金|预算数|执行数|执行率", "行次|1|2|3", "年度资金总额|100|80|80%")
    assert read.amounts == {("budget", "total"): "100", ("executed", "total"): "80"}
    assert read.unread == []


def test_figure_beside_its_label_elsewhere_is_the_total_s():
    read = Read("项目名称|甲|100|/|80%")
    _, _, budget, spent, rate = read.card.rows[0].cells
    take_labelled(read.table, Meaning(measure="budget"), budget)
    take_labelled(read.table, Meaning(measure="executed"), spent)
    take_labelled(read.table, Meaning(Role.RATE), rate)
    assert read.amounts == {("budget", "total"): "100"}
    assert read.rate == "80%"
