from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from flows.prefect_rows import Sought, erase_runs

CARD, OTHER = "781312", "990001"
TABLES = """
CREATE TABLE flow_run (id uuid PRIMARY KEY, parameters jsonb, state_type varchar);
CREATE TABLE task_run (id serial, flow_run_id uuid REFERENCES flow_run ON DELETE CASCADE);
CREATE TABLE events (id serial, payload jsonb);
INSERT INTO flow_run SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid,
  jsonb_build_object('card_id', CASE n WHEN 1 THEN '781312' ELSE '990001' END), 'PAUSED'
  FROM generate_series(1, 2) n;
INSERT INTO task_run (flow_run_id) SELECT id FROM flow_run;
INSERT INTO events (payload) VALUES ('{"name": "Xoán Prueba"}'), ('{"name": "Iria Ejemplo"}');
"""


@pytest.mark.postgres
def test_what_prefect_keeps_in_postgresql_about_somebody_goes_and_all_else_stays(postgres, desk):
    url = postgres.create("prefect")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(TABLES)
    settings = desk.settings.model_copy(update={"prefect_database_url": url.replace("+psycopg", "+asyncpg")})
    sought = Sought((CARD,), (), ("Xoán Prueba",))
    gone = (("events", 1), ("flow_run", 1), ("task_run", 1))
    assert erase_runs(settings, sought, dry_run=True) == gone
    assert erase_runs(settings, sought, dry_run=False) == gone
    assert erase_runs(settings, sought, dry_run=False) == ()
    with engine.connect() as connection:
        left = connection.execute(text("SELECT parameters ->> 'card_id' FROM flow_run")).scalars().all()
    engine.dispose()
    assert left == [OTHER]
