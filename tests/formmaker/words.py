"""The words of made forms: who reports, which projects, which indicators, from the CSV files beside this module."""

import csv
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
BLANK = "—"
MISSED = ("受天气影响进度推迟，下年度提前安排", "部分单位申报材料不全，今后加强指导", "设备到货推迟，已督促供应商")
LOW_RATE = "尾款按合同跨年支付，执行率偏低"
ADJUSTED = "年中根据财力统一调整预算"
REMEDY = "加快支付进度，提前安排采购"


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
