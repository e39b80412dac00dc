"""The errors of Aroma: a short tree, where each message says what is wrong and what to do.

A leaf exists only where a caller acts differently. Messages are `data.texts.Message`s, so that they
can be said in the user's language; `str(error)` is the English one. The command line turns them
into exit statuses, in one place (`flows.cli`).
"""

from __future__ import annotations

from data.texts import Language, Message, message


class AromaError(Exception):
    """Something a person can mend. `AromaError("catalogue.key", fact=…)`."""

    def __init__(self, key: str, /, **facts: object) -> None:
        self.message: Message = message(key, **facts)
        super().__init__(key)

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: Language) -> str:
        """What is wrong and what to do, in `language`."""
        return self.message.text(language)


class PhotoError(AromaError):
    """This photo cannot be read; the others can."""


class NoCardError(PhotoError):
    """The photo can be looked at, but there is no card in it, or no text on the card."""


class ExportError(AromaError):
    """This export of contacts cannot be imported; the others can."""


class SettingsError(AromaError):
    """A setting has a value that is not allowed."""


class HomeError(AromaError):
    """The working folder cannot be used: permission, space, or another Aroma that runs on it."""


class StoreError(AromaError):
    """The store refuses: the database is away, newer than this Aroma, or the rule forbids it."""


class ServerError(AromaError):
    """The Prefect server is away, or its port is taken."""


class BackupError(AromaError):
    """This archive cannot be written there, or is none that can be restored."""


class CardFileError(AromaError):
    """This vCard file cannot be read; the others can."""


class NotFoundError(AromaError):
    """There is no such card or person."""
