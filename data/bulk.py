"""Many plain rows into one table at once, past what SQLAlchemy does for each: an old heap has a million.

Only for tables of texts and numbers; the texts come in as they are to lie there (`data.columns.keepable`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, text

Row = tuple[Any, ...]


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows whose values stand in the order of `columns`."""
    if not rows:
        return
    compiled = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
    if compiled.positional:
        order = [columns.index(name) for name in compiled.positiontup or ()]
        if order != sorted(order):
            rows = [tuple(row[place] for place in order) for row in rows]
        connection.exec_driver_sql(str(compiled), list(rows))
    else:
        named = [dict(zip(columns, row, strict=True)) for row in rows]
        connection.exec_driver_sql(str(compiled), named)


def next_numbers(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """So many numbers for new rows of a table, which no other row has had or will have."""
    if connection.dialect.name == "sqlite":  # nobody else writes until this transaction ends
        asked = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        last: int = connection.execute(asked, {"name": table.name}).scalar() or 0
        return range(last + 1, last + 1 + count)
    asked = text("SELECT nextval(pg_get_serial_sequence(:name, 'number')) FROM generate_series(1, :count)")
    return connection.execute(asked, {"name": table.name, "count": count}).scalars().all()
