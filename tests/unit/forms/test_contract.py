import json

from builders import wide

from selfeval.forms.contract import as_contract
from selfeval.forms.reading import read_forms


def test_amounts_and_rates_are_decimal_strings_as_printed():
    reading = read_forms([wide("1||甲|61.80|61.80|||60|60|||97.09%|目标|达成预期指标")], "a.xlsx")
    (project,) = as_contract("a.xlsx", "0" * 64, reading)["forms"][0]["projects"]
    assert project["amounts"][0] == {"measure": "budget", "source": "total", "value": "61.80", "cell": "Table1!D6"}
    assert project["stated_rate"] == {"value": "0.9709", "printed": "97.09%", "cell": "Table1!L6"}
    assert project["code"] is None and json.dumps(project)


def test_finding_tells_both_languages():
    reading = read_forms([], "a.xlsx")
    (finding,) = as_contract("a.xlsx", "0" * 64, reading)["findings"]
    assert finding["severity"] == "critical"
    assert "没有找到" in finding["message"] and "No self-evaluation form" in finding["message"]
