"""The catalogue of a migrated warehouse → docs/data_dictionary.md: every mart with its columns, and the star below."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from selfeval.warehouse.connection import transaction
from selfeval.warehouse.schema import chinese
from selfeval.warehouse.statements import run
from selfeval.warehouse.view_files import relations

Row = dict[str, Any]
HEAD = """# 数据字典 · Data dictionary

由 `selfeval dictionary` 按数据库目录生成，请勿手改 · generated from the database's catalogue: run `make dictionary`,
do not edit.

BI 工具以只读角色 `bi_reader` 连接，只见集市各模式：`mart` 供日常查询，
`数据集市` 是其中各视图的中文名，`mart_detail` 为长表，`mart_history` 为历史与决定，
`mart_trace` 供溯源。金额以元计（列名注明万元的除外），比率为 0–1。
*可加总*：在一个视图内按年度、部门等筛选后可以相加；*不可加总* 的须从分子、分母重新计算。文字中的联系方式已略去并注明。

BI tools connect as `bi_reader` and see the schemas of the marts only: `mart` for what is asked first, `数据集市` for
the same under Chinese names, `mart_detail` for the long forms, `mart_history` for history and decisions, `mart_trace`
for where a number comes from. Amounts are in yuan (or in 10,000 yuan: `_wan`), ratios between 0 and 1.
*additive*: may be summed within a view once it is filtered by year, department and so on; what is *not additive* is to
be calculated anew from what it is made of. Contact data in texts is left out, and said to be.
"""
STAR_HEAD = """## 星型模型 · The star

集市的视图读自下列事实与维度（模式 `core`，BI 不可见）；只列主键与外键 · the views read these facts and dimensions
of schema `core`, which BI does not see; primary and foreign keys only.
"""
TRACE = re.compile(r"(?:；溯源 |; trace )(.*?)(?= / |$)")
"""By which columns the rows of a mart join the trace, at the end of a mart's comment in each language."""
NOT_ADDITIVE = re.compile("不可[^，；]*加总")
IDENTIFIERS = re.compile(r"_(key|number|year)$")
ADDITIVE_WORDS = {True: "可加总 additive", False: "不可加总 not additive", None: "—"}


def render() -> str:
    """The page for the warehouse that is set; raises WarehouseUrlMissingError or WarehouseUnreachableError."""
    with transaction() as connection:
        columns = run(connection, "catalogue/mart_column")
        star = run(connection, "catalogue/star_table")
    views = [list(rows) for _, rows in groupby(columns, key=itemgetter("schema_name", "view_name"))]
    pages = [HEAD, "\n".join(_contents(views)), *("\n".join(_view(rows)) for rows in views)]
    return "\n".join([*pages, STAR_HEAD, "\n".join(_diagrams(star)), "\n".join(_tables(star))])


def _contents(views: list[list[Row]]) -> Iterator[str]:
    yield "| 视图 view | 用途 purpose | 粒度 grain |"
    yield "|---|---|---|"
    for rows in views:
        (purpose_zh, grain_zh), (purpose_en, grain_en) = _purpose(TRACE.sub("", rows[0]["view_comment"]))
        schema, name = rows[0]["schema_name"], rows[0]["view_name"]
        yield f"| [`{schema}.{name}`](#{schema}{name}) | {purpose_zh}<br>{purpose_en} | {grain_zh}<br>{grain_en} |"
    yield ""


def _view(rows: list[Row]) -> Iterator[str]:
    comment = rows[0]["view_comment"]
    (purpose_zh, grain_zh), (purpose_en, grain_en) = _purpose(TRACE.sub("", comment))
    yield f"## {rows[0]['schema_name']}.{rows[0]['view_name']}\n"
    yield f"- 用途 purpose：{_both(purpose_zh, purpose_en)}"
    yield f"- 粒度 grain：{_both(grain_zh, grain_en)}"
    view = f"{rows[0]['schema_name']}.{rows[0]['view_name']}"
    known = relations().get(view)
    if known and known.name:
        yield f"- 中文名 in Chinese：`{chinese.SCHEMA}.{known.name}`"
    yield from (f"- 溯源 trace：{' · '.join(keys)}" for keys in [TRACE.findall(comment)] if keys)
    yield ""
    yield "| 列 column | 类型 type | 加总 additive | 说明 | meaning |"
    yield "|---|---|---|---|---|"
    for row in rows:
        zh, en = _languages(row["column_comment"])
        additive = ADDITIVE_WORDS[_is_additive(row)]
        chinese_name = known.described(view, row["column_name"]).name if known else ""
        name = f"`{row['column_name']}`" + (f"<br>{chinese_name}" if chinese_name else "")
        yield f"| {name} | {row['type_name']} | {additive} | {_cell(zh)} | {_cell(en)} |"
    yield ""


def _is_additive(row: Row) -> bool | None:
    """Whether a figure may be summed; None for what is no figure: keys, numbers of things, years, texts."""
    if not row["is_number"] or IDENTIFIERS.search(row["column_name"]):
        return None
    return not NOT_ADDITIVE.search(row["column_comment"])


def _diagrams(star: Iterable[Row]) -> Iterator[str]:
    """One Mermaid diagram per table that points to others: all of them in one are too wide for a page to be legible."""
    for table, found in groupby(star, key=itemgetter("table_name")):
        rows = list(found)
        if any(row["target_name"] for row in rows):
            yield f"### core.{table}\n"
            yield from _diagram(table, rows)


def _diagram(table: str, rows: list[Row]) -> Iterator[str]:
    """A table's keys, and what they point to; many rows of the table to one of its target."""
    yield "```mermaid\nerDiagram"
    yield f"    {table} {{"
    for row in rows:
        marks = ["PK"] * row["is_primary"] + ["FK"] * (row["target_name"] is not None)
        yield f"        {row['type_name'].split()[0]} {row['column_name']} {', '.join(marks)}"
    yield "    }"
    for row in rows:
        if row["target_name"] and row["column_name"] != "fiscal_year":  # It goes with the key of the form version.
            yield f"    {row['target_name']} ||--o{{ {table} : {row['column_name']}"
    yield "```\n"


def _tables(star: Iterable[Row]) -> Iterator[str]:
    yield "| 表 table | 一行 one row |"
    yield "|---|---|"
    for table, rows in groupby(star, key=itemgetter("table_name")):
        zh, en = _languages(next(rows)["table_comment"])
        yield f"| `core.{table}` | {_cell(zh)}<br>{_cell(en)} |"
    yield ""


def _purpose(comment: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """(purpose, grain) in Chinese and in English of `用途：粒度 / purpose: grain`; without a colon all is the grain."""
    zh, en = _languages(comment)
    parted = [re.split(mark, text, maxsplit=1) for mark, text in (("：", zh), (": ", en))]
    (purpose_zh, grain_zh), (purpose_en, grain_en) = [
        (_cell(one[0]), _cell(one[1])) if len(one) == 2 else ("", _cell(one[0])) for one in parted
    ]
    return (purpose_zh, grain_zh), (purpose_en, grain_en)


def _languages(comment: str) -> tuple[str, str]:
    zh, _, en = comment.partition(" / ")
    return zh, en


def _both(zh: str, en: str) -> str:
    return " · ".join(text for text in (zh, en) if text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
