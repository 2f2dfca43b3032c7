from selfeval.local.main_job import cause

TRACEBACK = """Traceback (most recent call last):
  File "/dags/ingest_submissions.py", line 75, in <module>
    schedule=CronTriggerTimetable(settings().schedule, timezone=settings().timezone),
airflow.exceptions.AirflowTimetableInvalid: Exactly 5, 6 or 7 columns has to be specified
"""


def test_import_error_is_told_in_the_line_that_names_it():
    assert cause(TRACEBACK).startswith("airflow.exceptions.AirflowTimetableInvalid: Exactly 5")
    assert cause("not a traceback") == "not a traceback"
