"""SQL files: each is used, and none has grown beyond what can be read at a glance."""

from pathlib import Path

from selfeval.warehouse.counting import control
from selfeval.warehouse.statements import SQL

LONGEST = 80


def test_every_sql_file_is_named_in_the_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SQL.parent.rglob("*.py"))
    names = [f"{path.parent.name}/{path.stem}" for path in SQL.glob("*/*.sql")]
    assert names
    asked = {f"counting/{kind}" for kind in control.KINDS}
    assert [name for name in names if f'"{name}"' not in code and name not in asked] == []


def test_sql_files_are_short() -> None:
    assert [path for path in SQL.glob("*/*.sql") if _lines(path) > LONGEST] == []


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
