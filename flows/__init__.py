"""Orchestration only: the Prefect flows, the runner, the inbox folder and the command line."""

from __future__ import annotations

import logging

from flows.log_lines import set_in

# Here, because every process of Aroma comes by here: those of single runs are started by Prefect.
logging.setLogRecordFactory(set_in(logging.getLogRecordFactory()))
