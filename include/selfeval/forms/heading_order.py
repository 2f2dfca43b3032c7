"""The order of things in a wide form's rows, which holds where rows have slipped out of their columns."""

from selfeval.forms.headings import WIDE_ROLES, HeadingBlock, Slot, meaning
from selfeval.forms.vocabulary import Meaning, Role, vocabulary
from selfeval.sheet import Sheet


def order_of(sheet: Sheet, block: HeadingBlock) -> list[Slot]:
    """The order of things in a row: that of the columns, unless several heading rows without merges left them open."""
    is_drawn = block.top == block.bottom or any(block.top <= area.top <= block.bottom for area in sheet.merged)
    return list(block.columns.values()) if is_drawn else _customary_order(block)


def _customary_order(block: HeadingBlock) -> list[Slot]:
    """Slots in the order of the top heading row, each group filled up with what wide forms customarily have in it.

    Headings of their own that slipped into a lower row come last.
    """
    sources = _sources(block)
    top: list[Slot] = []
    slipped: list[Slot] = []
    for cell in block.cells:
        found = meaning(cell)
        if found and cell.row == block.top:
            top += _group(found, sources)
        elif found and found.role in WIDE_ROLES - {Role.TARGET, Role.ACTUAL} and found.role:
            slipped.append(Slot(found.role))
    return list(dict.fromkeys(top + slipped))


def _group(found: Meaning, sources: list[str]) -> list[Slot]:
    if found.measure:
        return [Slot(Role.AMOUNT, found.measure, source) for source in sources]
    if found.level1:
        return _level_slots(found.level1)
    return [Slot(found.role)] if found.role in WIDE_ROLES and found.role else []


def _sources(block: HeadingBlock) -> list[str]:
    """The total and the funding sources that the block names, in its order, without those split into parts."""
    by_column = sorted(block.cells, key=lambda cell: cell.column)
    named = dict.fromkeys(found.source for cell in by_column if (found := meaning(cell)) and found.source)
    split = {vocabulary().part_of[source] for source in named} - {"total"}
    order = [source for source in named if source not in split]
    return order if "total" in order else ["total", *order]


def _level_slots(level1: str) -> list[Slot]:
    return [
        Slot(role, level1=level1, level2=level.level2)
        for level in vocabulary().levels
        if level.level1 == level1
        for role in (Role.TARGET, Role.ACTUAL)
    ]
