from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from conftest import START_SECONDS, free_port
from dask_cluster import Cluster, dask_cluster

from data.errors import HomeError, ServerError
from data.photos import unread
from flows.dask_workers import readers
from flows.remote_files import Remote

pytestmark = pytest.mark.xdist_group("dask")  # one scheduler for all

PHOTOS = 6


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Cluster]:
    with dask_cluster(tmp_path_factory.mktemp("dask"), 2) as made:
        yield made


def drop(inbox, count: int) -> None:
    """So many photos of one card, no two of the same bytes."""
    for number in range(count):
        with inbox.drop("plain-left.jpg", f"{number}.jpg").open("ab") as file:
            file.write(b"%d" % number)


def read_by(cluster: Cluster) -> dict[str, object]:
    return {"task_runner": f"dask://{cluster.address}", "pair_minutes": 0.0}


def kill_once_it_reads(cluster: Cluster, victim: int) -> None:
    from distributed import Client  # noqa: PLC0415

    deadline = time.monotonic() + START_SECONDS
    with Client(f"tcp://{cluster.address}", set_as_default=False) as client:
        while time.monotonic() < deadline and len(client.processing()) < 2:
            time.sleep(0.05)
        while time.monotonic() < deadline and not all(client.processing().values()):
            time.sleep(0.05)
    os.kill(victim, signal.SIGKILL)


def test_every_photo_is_read_once_though_a_worker_is_killed_half_way(inbox, cluster):
    drop(inbox, PHOTOS)
    victim = cluster.workers.pop()
    killer = threading.Thread(target=kill_once_it_reads, args=(cluster, victim.pid))
    killer.start()
    look = inbox.look(**read_by(cluster))
    killer.join()
    assert victim.wait() == -signal.SIGKILL
    assert (look.read, look.waiting, look.set_aside) == (PHOTOS, PHOTOS, 0)
    assert inbox.db.rows("SELECT count(*), count(DISTINCT sha256) FROM cards") == [(PHOTOS, PHOTOS)]
    assert len(inbox.names()) == PHOTOS
    cluster.add()


def test_photos_reach_other_machines_through_a_store_of_objects_and_do_not_stay_there(
    inbox, bucket, tmp_path
):
    drop(inbox, 2)
    with dask_cluster(tmp_path, 1) as elsewhere:
        look = inbox.look(**read_by(elsewhere), photos_url=f"{bucket}/reading")
    assert look.read == 2
    assert Remote(bucket).files() == ()


def test_a_home_that_a_worker_does_not_see_is_told_and_costs_no_photo_an_attempt(inbox, cluster, monkeypatch):
    from flows import lending  # noqa: PLC0415

    drop(inbox, 3)
    real = lending.Lent
    monkeypatch.setattr(lending, "Lent", lambda path, url="": real(f"/nowhere{path}", url))
    for _ in range(2):
        with pytest.raises(HomeError) as caught:
            inbox.look(**read_by(cluster))
    assert caught.value.text("es") != caught.value.text("en")
    monkeypatch.undo()
    assert {photo.attempts for photo in unread(inbox.db)} == {0}


def test_a_dask_that_does_not_answer_is_told_and_the_photos_wait(inbox, monkeypatch):
    monkeypatch.setattr("flows.dask_workers.ANSWER_SECONDS", 1)
    inbox.drop("plain-left.jpg")
    with pytest.raises(ServerError) as caught:
        inbox.look(task_runner=f"dask://127.0.0.1:{free_port()}")
    assert caught.value.text("es") != caught.value.text("en")
    assert [photo.attempts for photo in unread(inbox.db)] == [0]


def test_a_scheduler_without_workers_is_told(tmp_path):
    with dask_cluster(tmp_path, 0) as empty, pytest.raises(ServerError) as caught:
        readers(empty.address)
    assert empty.address in str(caught.value)
