"""Rules → Great Expectations → findings and suggestions.

Great Expectations must be told to be quiet before it is imported, so it is told here: no usage data, and none of the
hundreds of `Skipping registering function` lines that it logs under Airflow.
"""

import logging
import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"
logging.getLogger("great_expectations").setLevel(logging.WARNING)
