from selfeval.local.standing import INGEST, PUBLISH, Standing


def standing(*tasks: tuple[str, str, str], run: str = "success", due: bool = False) -> Standing:
    found = [{"dag_id": dag_id, "task_id": task_id, "state": state} for dag_id, task_id, state in tasks]
    return Standing([{"dag_id": INGEST, "dag_run_id": "night", "state": run}], found, is_publication_due=due)


def test_a_run_is_over_only_when_every_partition_has_its_publication():
    assert standing().is_over
    assert not standing(due=True).is_over
    assert not standing(run="running").is_over


def test_a_failed_run_is_over_and_named():
    failed = standing(run="failed")
    assert failed.is_over
    assert failed.failed_runs == [f"{INGEST} night"]


def test_a_line_counts_what_is_done_and_names_what_is_under_way():
    lines = standing(
        (INGEST, "find_submissions", "success"),
        (INGEST, "ingest_batch.read_batch", "running"),
        (INGEST, "ingest_batch.read_batch", "running"),
        (PUBLISH, "publish_fiscal_year", "success"),
    ).lines()
    assert lines == [f"{INGEST}  1/3  read_batch running ×2", f"{PUBLISH}  1/1"]


def test_what_is_done_is_not_said_again():
    assert standing((PUBLISH, "publish_fiscal_year", "success")).lines(also_done=False) == []
