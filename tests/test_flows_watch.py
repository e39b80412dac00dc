from __future__ import annotations

import asyncio
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inboxes import SAMPLES

from data.photos import Arrival, record_arrival, unread_count
from flows.files import Stamp
from flows.home import locked
from flows.watch import AGAIN_SECONDS, LONGEST_SECONDS, Watch, lying, watch_inbox

A, B = Path("a.jpg"), Path("b.jpg")


def stood(size: int) -> Stamp:
    return Stamp(1, size, size, size)


def test_what_is_new_is_looked_at_at_once_and_then_left_to_its_look():
    watch = Watch()
    assert not watch.due({}, 0)
    assert watch.due({A: stood(1)}, 1)
    watch.note(1)
    assert not watch.due({A: stood(1)}, 2)
    assert watch.due({A: stood(1), B: stood(1)}, 3)


def test_what_still_grows_is_looked_at_again_when_it_has_stood_still():
    watch = Watch()
    assert watch.due({A: stood(1)}, 1)
    watch.note(1)
    assert [watch.due({A: stood(size)}, now) for now, size in enumerate((2, 3, 4, 4), 2)] == [
        False,
        False,
        False,
        True,
    ]


def test_what_stays_is_looked_at_again_less_and_less_often():
    watch, looks = Watch(), []
    for now in range(8 * int(LONGEST_SECONDS)):
        if watch.due({A: stood(1)}, now):
            watch.note(now)
            looks.append(now)
    waits = [later - earlier for earlier, later in pairwise(looks)]
    assert waits[:4] == [AGAIN_SECONDS, 2 * AGAIN_SECONDS, 4 * AGAIN_SECONDS, 8 * AGAIN_SECONDS]
    assert max(waits) == LONGEST_SECONDS


def test_what_was_taken_and_comes_back_is_new():
    watch = Watch()
    assert watch.due({A: stood(1)}, 1)
    watch.note(1)
    assert not watch.due({}, 2)
    assert watch.due({A: stood(1)}, 3)


@given(st.lists(st.dictionaries(st.sampled_from([A, B]), st.builds(stood, st.integers(1, 3)))))
def test_whatever_came_before_what_stands_still_has_a_look_that_sees_it_so(steps):
    watch = Watch()
    for now, seen in enumerate([*steps, *steps[-1:]]):
        if watch.due(seen, now):
            watch.note(now)
    assert all(watch.asked[path].stood == kept for path, kept in watch.before.items())


def test_what_lies_there_is_photos_folders_of_them_and_what_a_killed_look_left(desk):
    home = desk.settings.home
    (home.inbox / "feria").mkdir()
    photo = Path(shutil.copy(SAMPLES / "plain-left.jpg", home.inbox / "feria" / "a.jpg"))
    (home.inbox / ".hidden.jpg").write_bytes(b"x")
    claimed = home.claimed / f"{0:013d}-{0:032x}"
    claimed.mkdir()
    assert set(dict(lying(home, left=False))) == {photo, claimed}
    assert home.database in dict(lying(home, left=True))


def test_photos_that_a_killed_look_left_unread_are_counted(desk):
    assert unread_count(desk.db) == 0
    desk.lay()
    now = desk.card(desk.lay().id).arrived
    record_arrival(desk.db, Arrival("0" * 64, "b.jpg", "b.jpg", 1, now))
    assert unread_count(desk.db) == 1


def watched(desk, seconds: float, monkeypatch) -> list[str]:
    """The looks asked for while the inbox is watched, at a hurried clock."""
    looks: list[str] = []
    monkeypatch.setattr("flows.watch.LOOK_SECONDS", 0.01)

    async def look() -> None:
        looks.append("look")

    async def for_a_while() -> None:
        task = asyncio.create_task(watch_inbox(desk.settings, look))
        for _ in range(int(seconds / 0.01)):
            await asyncio.sleep(0.01)
            if looks:
                break
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(for_a_while())
    return looks


def test_a_photo_in_the_inbox_asks_for_one_look(desk, monkeypatch):
    shutil.copy(SAMPLES / "plain-left.jpg", desk.settings.home.inbox)
    assert watched(desk, 60, monkeypatch) == ["look"]


@pytest.mark.parametrize("busy", [True, False])
def test_an_empty_inbox_and_a_look_under_way_ask_for_none(desk, monkeypatch, busy):
    if busy:
        shutil.copy(SAMPLES / "plain-left.jpg", desk.settings.home.inbox)
    with locked(desk.settings.home.reading_file):
        assert watched(desk, 0.3, monkeypatch) == []


def test_where_the_owner_names_the_hours_nothing_is_asked_for_in_between(make_desk, monkeypatch):
    desk = make_desk(schedule="0 8 * * *")
    shutil.copy(SAMPLES / "plain-left.jpg", desk.settings.home.inbox)
    assert watched(desk, 5, monkeypatch) == []
