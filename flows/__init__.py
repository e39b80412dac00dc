"""Orchestration only: the Prefect flows, the runner, the inbox folder and the command line."""
