"""Amounts → which projects of a file carry exactly the same set of amounts, and how much that set says."""

import pandas as pd

FORM = ["submission_sha256", "form_number"]
PROJECT = [*FORM, "project_number"]
PEERS = ["submission_sha256", "family", "signature"]


def find(project: pd.DataFrame, amount: pd.DataFrame) -> pd.DataFrame:
    """One row a project with amounts: names of its twins (blank: none), number of distinct amounts other than zero and
    of their significant digits, where its amounts stand, and their `signature`, by which twins are known.

    Twins are looked for in one file and one layout: a summary table beside cards of the same projects is no copy.
    """
    told = amount[amount["printed_value"] != 0].sort_values([*PROJECT, "measure", "source"], kind="stable")
    value = told["printed_value"].astype("string")
    told = told.assign(value=value, entry=told["measure"] + "|" + told["source"] + "|" + value)
    signature = told.groupby(PROJECT)["entry"].agg(";".join).rename("signature")
    described = _described(amount).join(_weighed(told)).join(signature)
    peers = project.merge(described.reset_index(), on=PROJECT)
    return peers.assign(twin_names=_twin_names(peers)).drop(columns=["family", "project_name"])


def _described(amount: pd.DataFrame) -> pd.DataFrame:
    grouped = amount.groupby(PROJECT)
    return pd.DataFrame({"amounts_cell": grouped["cell"].first(), "amounts_printed": grouped["printed"].agg(" ".join)})


def _weighed(told: pd.DataFrame) -> pd.DataFrame:
    distinct = told.drop_duplicates([*PROJECT, "value"])
    digits = distinct["value"].str.replace(".", "", regex=False).str.strip("-0")
    weighed = distinct.assign(digits=digits.str.len()).groupby(PROJECT)["digits"]
    return pd.DataFrame({"distinct_amounts": weighed.count(), "significant_digits": weighed.sum()})


def _twin_names(peers: pd.DataFrame) -> pd.Series:
    names = pd.Series(None, index=peers.index, dtype="string")
    shared = peers[peers["signature"].notna() & peers.duplicated(PEERS, keep=False)]
    label = shared["project_name"].astype("string").fillna(shared["amounts_cell"].astype("string")).fillna("")
    for _, group in label.groupby([shared[key] for key in PEERS]):
        for row in group.index:
            names[row] = "、".join(group.drop(row))
    return names
