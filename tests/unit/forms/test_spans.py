from builders import sheet

from selfeval.forms.spans import Spans


def test_merged_cell_stands_at_every_place_that_it_covers():
    built = sheet("甲||乙\n|丙", merged=((1, 1, 2, 1),))
    spans = Spans(built)
    assert spans.at(2, 1) is built.cells[1, 1]
    assert spans.at(1, 2) is None
    assert spans.covers(built.cells[1, 1], 1) and not spans.covers(built.cells[1, 1], 2)
    assert spans.extent(built.cells[1, 3]).bottom == 1
