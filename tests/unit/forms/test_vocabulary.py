import re
from pathlib import Path

import pytest

from selfeval.forms import vocabulary as words
from selfeval.forms.figures import plain
from selfeval.forms.vocabulary import MEASURES, Role, VocabularyError, vocabulary
from selfeval.vocabulary.normalise import heading_key


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the vocabulary that a test may spoil."""
    for file in words.FOLDER.glob("*.csv"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    vocabulary.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    vocabulary.cache_clear()


def append(file: Path, line: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def test_spelling_that_stands_twice_is_refused(folder):
    append(folder / "units.csv", "万元,万元,twice")
    with pytest.raises(VocabularyError, match=r"units\.csv"):
        vocabulary()


def test_spelling_with_two_meanings_is_refused(folder):
    append(folder / "headings.csv", "合计,name,also a source")
    with pytest.raises(VocabularyError, match="two files"):
        vocabulary()


def test_unknown_role_is_refused(folder):
    append(folder / "headings.csv", "备用金,treasure,nowhere")
    with pytest.raises(VocabularyError, match="treasure"):
        vocabulary()


def test_source_without_a_place_is_refused(folder):
    append(folder / "sources.csv", "彩票公益金,lottery,nowhere")
    with pytest.raises(VocabularyError, match="lottery"):
        vocabulary()


def test_every_vocabulary_file_is_read(folder):
    for file in sorted(folder.glob("*.csv")):
        kept = file.read_text(encoding="utf-8")
        file.unlink()
        vocabulary.cache_clear()
        with pytest.raises(FileNotFoundError, match=file.name):
            vocabulary()
        file.write_text(kept, encoding="utf-8")


def test_every_entry_says_where_it_was_seen():
    for file in words.FOLDER.glob("*.csv"):
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        assert header.endswith(",seen_in"), file.name
        assert all(line.rpartition(",")[2].strip() for line in lines), file.name


@pytest.mark.parametrize("text", ["项目 名称", "项目\n名称：", "项目名称（必填）", "...项目名称"])
def test_heading_is_recognised_whatever_surrounds_it(text):
    assert heading_key(text) == "项目名称"


KNOWN_BY_PATTERN = """
name              项目（政策）名称|政策和项目名称|转移支付项目名称
budget_initial    年初批复预算数|部门年初预算总额|年初批复数|原批复金额
budget            财政预算下达数|当年预算安排情况|调整后的预算安排|项目安排数|预算安排额
received          预算到位数|财政资金到位金额
executed          财政支出数|累计支付数|实际支出情况|资金支付情况|全年支出|累计使用资金
rate              资金支付进度|财政支出比例|2023年度预算支付进度（%）
goal_planned      预期绩效目标|部门总体目标2
goal_actual       部门总体目标完成情况|自评实现情况说明
target            预计实现值|计划指标值
actual            年终实现值|单项指标完成值
indicator_name    考核指标内容|评价指标名称
weight            考核权重分|设定分值
score             部门自评分|单位得分
total_score       部门总得分|整体自评总分
remark            专家评分|抽评得分|经办人联系方式|项目负责人和联系电话|资金性质|项目实施期
reason            偏离原因说明及整改措施|失分原因
problems          绩效自评存在的主要问题|项目存在问题及原因分析
rectification     下一步改进建议|后续整改措施
department        县级主管单位名称|市级预算主管部门|省级预算部门|部门预算单位
implementing_unit 资金使用主体|县级承担单位|项目建设单位
total             收入总量|部门支出小计
fiscal            本级财政性资金|年度财政补助
general           本年一般公共预算财政补助
government_fund   当年政府性基金收入
state_capital     国有资本经营收益
special_account   纳入财政专户管理的资金|专户收入
central           中央转移支付资金|中央推进乡村振兴补助资金
provincial        省财政配套资金|自治区级专项资金
local             县级配套资金|旗县补助资金
carried_over      以前年度结余资金|上年财政拨款结转
other             企业自筹资金|社会来源资金
""".strip()
"""Headings that no file lists, by what they say."""
EXAMPLES = {
    role: spellings.split("|") for line in KNOWN_BY_PATTERN.splitlines() for role, spellings in [line.split(None, 1)]
}


def said(found):
    """Role, measure or source of a heading's meaning."""
    return found and (found.role or found.measure or found.source)


@pytest.mark.parametrize("role", EXAMPLES)
def test_heading_that_no_file_lists_is_known_by_its_pattern(role):
    assert {spelling: said(vocabulary().heading(spelling)) for spelling in EXAMPLES[role]} == dict.fromkeys(
        EXAMPLES[role], role
    )


def test_every_heading_pattern_knows_a_heading_that_nothing_before_it_does():
    words_of = [spelling for spellings in EXAMPLES.values() for spelling in spellings]
    unlisted = [heading_key(re.sub(r"20\d\d年度?", "", word)) for word in words_of]
    patterns = [pattern for pattern, _ in vocabulary().heading_patterns]
    first = {next(pattern for pattern in patterns if pattern.fullmatch(word)) for word in unlisted}
    assert not vocabulary().headings.keys() & set(unlisted)
    assert [pattern.pattern for pattern in patterns if pattern not in first] == []


@pytest.mark.parametrize(
    "text", ["甲项目", "预算", "资金", "指标", "目标", "2023年度", "分", "本表由单位填写", "备用栏", ""]
)
def test_word_that_says_nothing_certain_is_no_heading(text):
    found = vocabulary().heading(text)
    assert said(found) not in {"name", "budget", "executed", "rate", "target", "goal_planned"}


def test_every_role_and_measure_is_said_by_some_heading():
    meanings = [*vocabulary().headings.values(), *(found for _, found in vocabulary().heading_patterns)]
    assert {found.role for found in meanings if found.role} == set(Role) - {Role.AMOUNT}  # an amount's is its measure
    assert {found.measure for found in meanings if found.measure} == set(MEASURES)


def test_every_source_is_said_by_some_heading_and_is_part_of_a_source():
    meanings = [*vocabulary().headings.values(), *(found for _, found in vocabulary().heading_patterns)]
    part_of = vocabulary().part_of
    assert {found.source for found in meanings if found.source} == part_of.keys()
    assert set(part_of.values()) - {""} <= part_of.keys()


def test_every_level_of_the_customary_order_is_a_heading_and_every_cue_a_level_s():
    headed = {(found.level1, found.level2) for found in vocabulary().headings.values()}
    assert {(level.level1, level.level2) for level in vocabulary().levels} <= headed
    cued = {cue for level in vocabulary().levels for cue in level.cues}
    assert len(cued) == len((words.FOLDER / "level_cues.csv").read_text(encoding="utf-8").splitlines()) - 1


@pytest.mark.parametrize(
    ("file", "before"),
    [
        ("heading_patterns.csv", "({},name"),
        ("template_rests.csv", "({}"),
        ("total_rows.csv", "({}"),
        ("titles.csv", "({},card"),
        ("bodies.csv", "({}"),
    ],
)
def test_pattern_that_does_not_compile_is_refused_with_file_and_pattern(folder, file, before):
    append(folder / file, f"{before.format('甲*')},nowhere")
    with pytest.raises(VocabularyError) as refused:
        vocabulary()
    assert f"vocabulary/{file}" in refused.value.message_zh and "(甲*" in refused.value.message_zh


@pytest.mark.parametrize(
    ("patterns", "spellings"),
    [
        (
            "template_rests",
            "……|...|指标2：|指标1：/|目标3：|效益1|（100字以内）|-1-|第2页共3页|PAGEREF_Toc1|（请填写主管部门）",
        ),
        ("total_rows", "本级合计|全县总计|共12个项目"),
        ("bodies", "青山县教育局"),
        (
            "titles",
            "部门整体支出绩效自评表|部门整体支出绩效自评|绩效自评报告表|财政支出绩效自评结果|项目自评表|支出自评得分汇总表",
        ),
    ],
)
def test_every_pattern_of_rests_totals_and_titles_knows_a_spelling_that_was_seen(patterns, spellings):
    found = getattr(vocabulary(), patterns)
    known = {
        position
        for position, entry in enumerate(found)
        for spelling in spellings.split("|")
        if (entry[0].search(heading_key(spelling)) if patterns == "titles" else entry.fullmatch(plain(spelling)))
    }
    assert known == set(range(len(found)))


@pytest.mark.parametrize(
    "text", ["合计处理费用管理系统", "项目绩效", "完成率（100）", "指标完成", "共同富裕项目", "第2期"]
)
def test_pattern_of_a_rest_or_a_total_leaves_an_answer_alone(text):
    spelt = plain(text)
    assert not any(pattern.fullmatch(spelt) for pattern in (*vocabulary().template_rests, *vocabulary().total_rows))


def test_source_with_its_measure_in_brackets_says_both():
    found = vocabulary().heading("年度资金总额（全年预算数）")
    assert found is not None and (found.source, found.measure) == ("total", "budget")


def test_part_is_known_behind_its_colon():
    assert said(vocabulary().heading("其中：中央财政资金")) == "central"


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("titles.csv", "新表,crad,nowhere"),
        ("labels.csv", "口径,currency,nowhere"),
        ("markers.csv", "终了,end,nowhere"),
        ("units.csv", "角,jiao,nowhere"),
        ("states.csv", "已完工,"),
        ("level_order.csv", "产出指标,速度指标,maybe,no,nowhere"),
        ("heading_patterns.csv", ".*,name,nowhere"),
    ],
)
def test_code_that_nobody_knows_or_entry_without_a_source_is_refused(folder, file, line):
    append(folder / file, line)
    with pytest.raises(VocabularyError, match=file.replace(".", r"\.")):
        vocabulary()


def test_file_that_no_code_reads_is_refused(folder):
    (folder / "extra.csv").write_text("spelling,seen_in\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"extra\.csv"):
        vocabulary()


def test_byte_order_mark_of_a_spreadsheet_program_is_no_part_of_a_column(folder):
    file = folder / "units.csv"
    file.write_text("﻿" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert vocabulary().units["万元"] == "万元"
