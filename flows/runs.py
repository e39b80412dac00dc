"""The one door to Prefect's client for review runs: open, look, answer, ask again, and put right.

A review run is created in the state Suspended, so that no process is started until its owner answers.
The form is saved under the run as a JSON schema, the answer under another key by the server.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.responses import SetStateStatus
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.input.run_input import keyset_from_paused_state
from prefect.settings import get_current_settings
from prefect.states import Cancelled, Scheduled, Suspended
from pydantic import BaseModel

from data.errors import ServerError
from flows.links import TAG

REVIEW = "review-card"
ENDED = frozenset({StateType.FAILED, StateType.CRASHED, StateType.CANCELLED, StateType.COMPLETED})
LIVING = frozenset(StateType) - ENDED
PAGE = 200  # the most that Prefect lists at once
COUNTED = 1000  # ids in one question for a number: SQLite allows 32,766 in all


def pause_key(round: int) -> str:  # noqa: A002 - the form's own word
    """The key of one round's question. Prefect resumes only keys of a-z, 0-9 and "-"."""
    return f"ask-{round}"


def answer_key(round: int) -> str:  # noqa: A002
    """The key under which the answer to one round's question is kept with its run."""
    return _keys(round)["response"]


def suspended(round: int) -> State[Any]:  # noqa: A002
    """The state of a run that waits for the answer of this round."""
    state: State[Any] = Suspended(pause_key=pause_key(round))
    state.state_details.run_input_keyset = keyset_from_paused_state(state)  # type: ignore[assignment]
    return state


@dataclass(frozen=True)
class Runs:
    """The review runs of one server. Every method raises ServerError where the server is away."""

    client: SyncPrefectClient

    @cached_property
    def deployment(self) -> UUID:
        return self.client.read_deployment_by_name(f"{REVIEW}/{REVIEW}").id

    def open(self, name: str, key: str, round: int, form: type[BaseModel], card_id: str) -> str:  # noqa: A002
        """The id of the run that asks `form`; the same for the same `key`, and nothing is doubled."""
        state = suspended(round)
        run = self.client.create_flow_run_from_deployment(
            self.deployment,
            parameters={"card_id": card_id},
            state=state,
            name=name,
            tags=[TAG],
            idempotency_key=key,
        )
        self.save_form(str(run.id), round, form)
        return str(run.id)

    def save_form(self, run_id: str, round: int, form: type[BaseModel]) -> None:  # noqa: A002
        """Keep the form of this round under the run; one that is there already is replaced."""
        key = _keys(round)["schema"]
        value = json.dumps(_schema(form), ensure_ascii=False)
        with suppress(ObjectAlreadyExists):
            self._create_input(run_id, key, value)
            return
        self.client.delete_flow_run_input(UUID(run_id), key)
        self._create_input(run_id, key, value)

    def _create_input(self, run_id: str, key: str, value: str) -> None:
        try:
            self.client.create_flow_run_input(UUID(run_id), key, value)
        except httpx.HTTPStatusError as error:
            if error.response.status_code == httpx.codes.CONFLICT:
                raise ObjectAlreadyExists(http_exc=error) from error
            raise

    def has_form(self, run_id: str, round: int) -> bool:  # noqa: A002
        """Whether the form of this round was saved: without it, the run could never be answered."""
        return self._input(run_id, _keys(round)["schema"]) is not None

    def answer(self, run_id: str, round: int) -> dict[str, Any] | None:  # noqa: A002
        """What was submitted in this round, None where nothing was.

        It is the JSON itself, not read through the form's class: what was emptied is missing in it, and the
        class would put its default back.
        """
        found = self._input(run_id, answer_key(round))
        return found if isinstance(found, dict) else None

    def _input(self, run_id: str, key: str) -> object:
        try:
            value = self.client.read_flow_run_input(UUID(run_id), key)
        except httpx.HTTPStatusError as error:
            if error.response.status_code == httpx.codes.NOT_FOUND:
                return None
            raise
        return json.loads(value) if value else None

    def resume(self, run_id: str, response: Mapping[str, Any]) -> None:
        """Answer the run's form. Raises ServerError where it does not wait, or the schema refuses."""
        try:
            result = self.client.resume_flow_run(UUID(run_id), run_input=dict(response))
        except ObjectNotFound as error:
            raise ServerError("waits.not-waiting") from error
        if result.status is SetStateStatus.ABORT:
            raise ServerError("waits.not-waiting")
        if result.status is not SetStateStatus.ACCEPT:
            raise ServerError("waits.refused", reason=getattr(result.details, "reason", result.status))

    def find(self, ids: Sequence[str]) -> dict[str, FlowRun]:
        """The runs that the server still knows, by id."""
        found: dict[str, FlowRun] = {}
        for start in range(0, len(ids), PAGE):
            some = [UUID(name) for name in ids[start : start + PAGE]]
            chosen = FlowRunFilter(id=FlowRunFilterId(any_=some))
            found |= {
                str(run.id): run for run in self.client.read_flow_runs(flow_run_filter=chosen, limit=PAGE)
            }
        return found

    def count(self, *types: StateType, among: Sequence[str] | None = None) -> int:
        """How many review runs are in one of these states: all, or those `among` these ids."""
        if among is None:
            return self.client.count_flow_runs(
                flow_run_filter=_chosen(types), deployment_filter=_of((REVIEW,))
            )
        pages = (among[start : start + COUNTED] for start in range(0, len(among), COUNTED))
        return sum(self.client.count_flow_runs(flow_run_filter=_chosen(types, page)) for page in pages)

    def in_state(self, *types: StateType, deployments: Sequence[str] = (REVIEW,)) -> tuple[FlowRun, ...]:
        """All review runs in one of these states, or all runs of other `deployments`."""
        return self._all(_chosen(types), deployments)

    def in_queue(self, *types: StateType) -> tuple[FlowRun, ...]:
        """The review runs in one of these states whose answer was not taken up to the end."""
        tags = FlowRunFilterTags(all_=[TAG])
        return self._all(_chosen(types).model_copy(update={"tags": tags}), (REVIEW,))

    def _all(self, chosen: FlowRunFilter, deployments: Sequence[str]) -> tuple[FlowRun, ...]:
        found: list[FlowRun] = []
        while page := self.client.read_flow_runs(
            flow_run_filter=chosen, deployment_filter=_of(deployments), limit=PAGE, offset=len(found)
        ):
            found.extend(page)
        return tuple(found)

    def broken_off(self, run: FlowRun) -> int:
        """How often the run failed or crashed since it was answered last."""
        states = sorted(self.client.read_flow_run_states(run.id), key=lambda state: state.timestamp)
        count = 0
        for state in states:
            count = 0 if state.type is StateType.PAUSED else count + (state.is_failed() or state.is_crashed())
        return count

    def start_again(self, run: FlowRun) -> None:
        """Have the runner start a run that was killed; its flow goes on where it stopped."""
        self.client.set_flow_run_state(run.id, Scheduled(name="AwaitingRetry"), force=True)

    def cancel(self, run: FlowRun, reason: str) -> None:
        """End a run that waits for nothing."""
        self.client.set_flow_run_state(run.id, Cancelled(message=reason), force=True)
        self.label(str(run.id), run.name)

    def label(self, run_id: str, name: str) -> None:
        """Name a run that has its answer, and take it out of the queue."""
        self.client.update_flow_run(UUID(run_id), name=name, tags=[])


def _chosen(types: Iterable[StateType], ids: Sequence[str] | None = None) -> FlowRunFilter:
    """Runs in one of these states; with `ids`, of these alone."""
    return FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))),
        id=None if ids is None else FlowRunFilterId(any_=[UUID(name) for name in ids]),
    )


def _of(deployments: Sequence[str]) -> DeploymentFilter:
    """What belongs to one of these deployments."""
    return DeploymentFilter(name=DeploymentFilterName(any_=list(deployments)))


@contextmanager
def review_runs(api_url: str) -> Iterator[Runs]:
    """The review runs of the server at `api_url`; raises ServerError where it is away."""
    try:
        with SyncPrefectClient(api_url, auth_string=_auth()) as client:
            yield Runs(client)
    except httpx.TransportError as error:
        raise ServerError("waits.away", url=api_url.removesuffix("/api")) from error
    except httpx.HTTPStatusError as error:
        if error.response.status_code == httpx.codes.UNAUTHORIZED:
            raise ServerError("waits.password") from error
        raise ServerError("waits.refused", reason=error.response.status_code) from error


def _auth() -> str | None:
    """The user and password of the home's server, as they were entered into Prefect's environment."""
    auth = get_current_settings().api.auth_string
    return auth.get_secret_value() if auth else None


def _keys(round: int) -> Mapping[str, str]:  # noqa: A002
    return keyset_from_paused_state(suspended(round))  # type: ignore[return-value]


def _schema(form: type[BaseModel]) -> dict[str, Any]:
    """The form's JSON schema, its parts where Prefect's page looks for them.

    The page sends null for an item of a list that was added but not filled in, or emptied, and the server
    would refuse the whole form for it ("None is not of type 'string'"). So an item is two things. The page
    looks a reference up as it is written, and finds a text; the server reads it as a JSON pointer, in
    which ~1 stands for a stroke, and finds a text or nothing.
    """
    schema = form.model_json_schema(ref_template="#/definitions/{model}")
    schema["definitions"] = definitions = schema.pop("$defs", {})
    for part in list(definitions.values()):
        for field in part.get("properties", {}).values():
            if field.get("type") == "array":
                field["items"] = {"$ref": "#/definitions/text~1nothing"}
    definitions["text~1nothing"] = {"type": "string"}
    definitions["text/nothing"] = {"type": ["string", "null"]}
    return schema
