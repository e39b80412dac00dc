"""Alembic's door: runs the migrations on the connection that `data.migrations.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from data.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,  # SQLite's are, since our transactions begin with an explicit BEGIN
)
with context.begin_transaction():
    context.run_migrations()
