"""The owner of the cards: answers forms through Prefect's API, as its page does, while all is being killed.

Each answer that the server accepted is written down here, and must be found in the end. One whose reply was
cut off may have been accepted or not: the form tells at the next look.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.kill_photos import Wish
from data.cards import card as read_card
from data.database import Database
from data.errors import AromaError

TAG = "unenriched"
SECONDS = 20.0
HARMLESS = (httpx.HTTPError, ValueError, AromaError)
"""What happens to somebody who fills in a form of a server that is just being killed."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that the server accepted: the words by which it is told from every other."""

    card: str
    round: int
    words: str
    wish: Wish


@dataclass
class Owner:
    """Answers one form after the other, with pauses, until told to stop."""

    api: str
    db: Database
    wishes: Mapping[str, Wish]
    """By the hash of the photo."""
    chance: random.Random
    ledger: Path
    """Where each answer is written down at once, so that it is known even if this process ends."""
    said: list[Said] = field(default_factory=list)
    unsure: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Answer until `stop` is set."""
        while not self.stop.wait(self.chance.uniform(0.2, 1.0)):
            with suppress(*HARMLESS), httpx.Client(base_url=self.api, timeout=SECONDS) as client:
                self.answer_some(client, most=3)

    def answer_some(self, client: httpx.Client, most: int) -> int:
        """How many forms were answered, at most so many."""
        waiting = self._waiting(client)
        self.chance.shuffle(waiting)
        answered = 0
        for run in waiting:
            if answered == most or self.stop.is_set():
                break
            answered += self._answer(client, run)
        return answered

    def left(self, client: httpx.Client) -> int:
        """How many forms wait that this owner would answer."""
        return sum(self._wish(run) is not Wish.NOTHING for run in self._waiting(client))

    def _waiting(self, client: httpx.Client) -> list[dict[str, Any]]:
        chosen = {"state": {"type": {"any_": ["PAUSED"]}}, "tags": {"all_": [TAG]}}
        found: list[dict[str, Any]] = []
        while page := _json(
            client.post("/flow_runs/filter", json={"flow_runs": chosen, "limit": 200, "offset": len(found)})
        ):
            found += page
        return found

    def _wish(self, run: Mapping[str, Any]) -> Wish:
        with suppress(AromaError):
            return self.wishes.get(read_card(self.db, run["parameters"]["card_id"]).sha256, Wish.NOTHING)
        return Wish.NOTHING

    def _answer(self, client: httpx.Client, run: Mapping[str, Any]) -> bool:
        wish = self._wish(run)
        if wish is Wish.NOTHING:
            return False
        keys = run["state"]["state_details"]["run_input_keyset"]
        reply = client.get(f"/flow_runs/{run['id']}/input/{keys['schema']}")
        if reply.status_code == httpx.codes.NOT_FOUND:  # its form is not there yet, or no more
            return False
        form = _filled_in(_json(reply))
        number = int(keys["schema"].rpartition("-schema")[0].rpartition("-")[2])
        card = run["parameters"]["card_id"]
        wrong = wish is Wish.MISTAKE and not any(one.card == card for one in self.said)
        words = f"Keeps bees in row {card} since round {number}"
        day = "the day of never" if wrong else ""
        form["be"] |= {"who": words, "met_where": f"Fair of {card}", "met_when": day}
        form["decide"]["decision_discard"] = wish is Wish.DISCARD
        done = Wish.FILE if wish is Wish.MISTAKE and not wrong else wish
        self._submit(client, run, form, Said(card, number, words, done))
        return True

    def _submit(self, client: httpx.Client, run: Mapping[str, Any], form: dict[str, Any], said: Said) -> None:
        try:
            told = _json(client.post(f"/flow_runs/{run['id']}/resume", json={"run_input": form}))
        except HARMLESS:
            self.unsure += 1
            raise
        if told["status"] == "ACCEPT":
            self.said.append(said)
            with self.ledger.open("a") as file:
                file.write(f"{said.card}\t{said.round}\t{said.wish}\t{said.words}\n")


def read_ledger(file: Path) -> list[Said]:
    """What an owner wrote down."""
    rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
    return [Said(card, int(number), words, Wish(wish)) for card, number, wish, words in rows]


def _filled_in(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What the page sends where nothing is changed: each field as it was filled in."""
    parts = schema["definitions"]

    def filled(name: str) -> dict[str, Any]:
        sent: dict[str, Any] = {}
        for key, one in parts[name]["properties"].items():
            inner = str(one.get("$ref", "")).rpartition("/")[2]
            sent[key] = filled(inner) if inner else one.get("default")
        return sent

    return {key: filled(str(one["$ref"]).rpartition("/")[2]) for key, one in schema["properties"].items()}


def _json(reply: httpx.Response) -> Any:
    reply.raise_for_status()
    return reply.json()
