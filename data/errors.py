"""One class a fault; the text says what failed, the value (never a person's words) and what to do instead."""

from __future__ import annotations


class TeplokartaError(Exception):
    """Any fault an operator can act on; its text is shown as it is."""


class BadFilter(TeplokartaError):
    """A filter has an unknown name or a value that is not allowed.

    `code` says which fault it is and `value` what was given, so that a screen can word it in its own language.
    """

    def __init__(self, name: str, message: str, allowed: str, *, code: str = "", value: str = "") -> None:
        super().__init__(f"{name}: {message}. {allowed}")
        self.name = name
        self.message = message
        self.allowed = allowed
        self.code = code
        self.value = value


class BadArgument(TeplokartaError):
    """An argument of a command has a value that is not allowed."""


class UnreadableFile(TeplokartaError):
    """A file cannot be read at all: broken, hostile, or of an unknown kind."""


class UnknownProfile(TeplokartaError):
    """No mapping profile has this name, or none fits the file."""


class BadProfile(TeplokartaError):
    """A mapping profile does not follow the profile format."""


class BadBoundaries(TeplokartaError):
    """A boundary file has no usable districts."""


class UnknownRegion(TeplokartaError):
    """The region is not installed in this store."""


class StoreBusy(TeplokartaError):
    """Another process holds the store and does not answer on its socket."""


class StoreTooNew(TeplokartaError):
    """The store was written by a newer version of the program."""


class StoreDamaged(TeplokartaError):
    """The store's file is torn, or was never a store."""


class StoreDown(TeplokartaError):
    """The store cannot do it now (its disk fails, or it is being opened anew); what it confirmed is kept."""


class StillOpen(StoreDown):
    """This process has not let go of an earlier opening of the store yet."""


class DiskFull(StoreDown):
    """Too little of the disk is free: nothing more is written until there is room, reading goes on."""


class QueueFull(TeplokartaError):
    """The writer's queue is full; try again in a moment."""


class BadPayload(TeplokartaError):
    """A pushed body is not a JSON array or NDJSON of objects."""


class TooLarge(TeplokartaError):
    """A pushed body or a file exceeds its limit."""


class TooMuch(TeplokartaError):
    """More was asked for than the kind of file can hold."""


class QuestionTimeout(TeplokartaError):
    """A question ran longer than its limit and was stopped."""


class TextsNotIndexed(TeplokartaError):
    """The full-text index has not come far enough for the question; ask again later."""


class ServerBusy(TeplokartaError):
    """Too many requests wait already; come again in a moment."""


class UnknownEncoding(TeplokartaError):
    """A body is packed in a way that is not read."""


class NotLoopback(TeplokartaError):
    """The server was told to listen where others could reach it."""


class PortBusy(TeplokartaError):
    """The address to listen on is taken or not this machine's."""
