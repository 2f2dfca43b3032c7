"""A fiscal year of the marts → its published rows, as of one moment, in batches and in an order of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from selfeval.errors import LoadError
from selfeval.settings import settings
from selfeval.warehouse.connection import discarded
from selfeval.warehouse.publication import published_marts, withholding
from selfeval.warehouse.publication.published_marts import Mart, Reasons
from selfeval.warehouse.publication.withholding import Withheld
from selfeval.warehouse.statements import driver

BATCH = 20_000
"""Rows in memory at once."""
KINDS = {"int2": "integer", "int4": "integer", "int8": "integer", "numeric": "number", "bool": "flag", "date": "day"}
KINDS |= {"timestamptz": "moment"}
COUNT = "_count"


class NothingToExportError(LoadError):
    """No mart has a row of the year."""

    slug = "nothing-to-export"
    zh = "{year} 年度没有可导出的数据。请核对年度；该年度的自评表入库并发布后再导出。"
    en = "There is nothing of fiscal year {year} to export. Check the year; its forms are loaded and published first."


class ExportCollidedError(LoadError):
    """A load or a publication changed what was being withheld."""

    slug = "export-collided"
    zh = "导出时数据正在更新，未写出任何文件。请稍后重试。"
    en = "The warehouse was being loaded meanwhile; nothing was written. Try again in a while."


@dataclass
class Extract:
    """A mart's rows of a year, read once; `published_count` and `withheld_count` are known when they have been read."""

    mart: Mart
    kinds: dict[str, str]
    row_count: int
    published_count: int = 0

    @property
    def withheld_count(self) -> int:
        """Rows that the mart has and the publication does not."""
        return self.row_count - self.published_count


@dataclass(frozen=True)
class Publication:
    """A year as of one moment: its marts, why others are left out, and what is withheld."""

    fiscal_year: int
    connection: Connection
    extracts: list[Extract]
    not_published: Reasons
    withheld: Withheld

    def batches(self, extract: Extract) -> Iterator[list[dict[str, Any]]]:
        """The published rows of one mart, numbers as exact decimals, in the order of their text."""
        with driver(self.connection).cursor(name="export", row_factory=dict_row) as cursor:
            cursor.execute(_query(extract.mart), (self.fiscal_year,))
            while found := cursor.fetchmany(BATCH):
                rows = [row for row in found if not withholding.is_named(row, self.withheld.names)]
                extract.published_count += len(rows)
                yield [{name: row[name] for name in extract.mart.columns} for row in rows]


@contextmanager
def published(fiscal_year: int) -> Iterator[Publication]:
    """What is published of a year; nothing is changed in the warehouse.

    Raises NothingToExportError, ExportCollidedError, ClassifiedUnmatchedError or the warehouse's configuration errors.
    """
    try:
        with discarded() as connection:
            connection.execute(text("select set_config('TimeZone', :zone, true)"), {"zone": settings().timezone})
            marts, not_published = published_marts.marts(connection)
            extracts = [
                Extract(mart, _kinds(connection, mart), _count(connection, mart, fiscal_year)) for mart in marts
            ]
            if not any(extract.row_count for extract in extracts):
                raise NothingToExportError(year=fiscal_year)
            withheld = withholding.withhold(connection, fiscal_year)
            yield Publication(fiscal_year, connection, extracts, not_published, withheld)
    except (psycopg.errors.SerializationFailure, OperationalError) as error:
        if isinstance(getattr(error, "orig", error), psycopg.errors.SerializationFailure):
            raise ExportCollidedError from error
        raise


def _query(mart: Mart) -> sql.Composed:
    """All columns, since a row may be withheld for one that is left out; in the order of those that are published."""
    published = sql.SQL(", ").join(sql.Identifier("told", name) for name in mart.columns)
    return sql.SQL(
        'select told.* from {} as told where told.fiscal_year = %s order by row({})::text collate "C"'
    ).format(sql.Identifier(mart.schema, mart.name), published)


def _count(connection: Connection, mart: Mart, fiscal_year: int) -> int:
    query = sql.SQL("select count(*) from {} where fiscal_year = %s").format(sql.Identifier(mart.schema, mart.name))
    return int(driver(connection).execute(query, (fiscal_year,)).fetchall()[0][0])


def _kinds(connection: Connection, mart: Mart) -> dict[str, str]:
    """What a column holds: counts are integers by their name; what is nothing else is text."""
    query = sql.SQL("select {} from {} limit 0").format(
        sql.SQL(", ").join(map(sql.Identifier, mart.columns)), sql.Identifier(mart.schema, mart.name)
    )
    described = driver(connection).execute(query).description or []
    types = {one.name: psycopg.adapters.types.get(one.type_code) for one in described}
    found = {name: KINDS.get(kind.name, "text") if kind else "text" for name, kind in types.items()}
    return {name: "integer" if kind == "number" and name.endswith(COUNT) else kind for name, kind in found.items()}
