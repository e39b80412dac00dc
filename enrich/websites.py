"""Web addresses off a card: as printed, in lower case to the first slash, without a scheme."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import Levenshtein

from data.models import Value
from data.texts import Message, message
from enrich.characters import plain
from enrich.domains import ending, endings, has_ending, is_host, mend_ending
from enrich.email_prints import hide
from enrich.labels import Segment, segments
from enrich.lookalikes import skeleton
from enrich.networks import network_of

_EXAMPLE = "www.example.com"
_SCHEME = re.compile(r"\bh\s?[tl1]{1,2}p\s?s?\s?[:;.]\s?/\s?/\s?", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)w\s?w\s?w(?=\s?[.,])", re.IGNORECASE)
_WWW = re.compile(r"(?<![\w@.])(?:[wv]{3,8}|wiww|wwiw|ww(?=\.))(?P<sign>\s?[.,:]\s?|\s)(?=\w)", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w@.\-/])[^\W_][\w\-]*(?:(?:\s?\.\s?|,)[\w\-]+)+(?!\w*@)", re.IGNORECASE)
_PATH = re.compile(r"[/?#:][^\s|,;<>\"“”()]*")
_NEXT = re.compile(r"(?P<sign>\s?[.,]\s?|\s)(?P<label>[^\W_][\w\-]*)")


def find(text: str) -> tuple[Value, ...]:
    """All web addresses in a text, in order; profiles on social networks are none."""
    found = (
        value
        for segment in segments(_SPACED.sub("www", plain(text)))
        if not _of_network(segment)
        for value in _in(segment)
    )
    return tuple(dict.fromkeys(value for value in found if network_of(value.value) is None))


def clean(text: str, *, email_domains: Sequence[str] = ()) -> Value | None:
    """The first web address in `text`, mended by the domains of the card's e-mails; None without one."""
    value = next(iter(find(text)), None)
    return _by_domain(value, email_domains) if value else None


def check(text: str) -> Value | Message:
    """The web address that a person typed, or how to write it."""
    typed = plain(text)
    if "@" in typed.partition("/")[0]:
        return message("websites.check_email", text=typed, example=_EXAMPLE)
    address = _without_scheme(typed)
    host = address.partition("/")[0].partition(":")[0].partition("?")[0]
    if " " in address or "." not in host:
        return message("websites.check_none", text=typed, example=_EXAMPLE)
    if not has_ending(host):
        return message("websites.check_ending", text=typed, ending=ending(host), example=_EXAMPLE)
    if not is_host(host):
        return message("websites.check_none", text=typed, example=_EXAMPLE)
    return Value(_standard(address), text)


def key(value: str) -> str:
    """The form in which addresses are compared: no scheme, no "www.", no slash at the end, lower case."""
    return re.sub(r"^(?:www\.)+", "", _without_scheme(plain(value)).casefold()).rstrip("/")


def _of_network(segment: Segment) -> bool:
    """Whether the label in front says that an account follows."""
    return bool(segment.kinds) and all(kind.startswith("social:") for kind in segment.kinds)


def _in(segment: Segment) -> Iterator[Value]:
    """The addresses of one piece of a line."""
    text, labelled = segment.text, "website" in segment.kinds
    text = hide(text)
    at = 0
    while at < len(text):
        begin = _begin(text, at)
        if begin is None:
            return
        start, host_at, sure, mended = begin
        host, end, joined = _host(text, host_at)
        path = _PATH.match(text, end)
        end = path.end() if path else end
        value = _value(
            text[start:end],
            host,
            path[0] if path else "",
            sure=sure,
            mended=mended or joined,
            labelled=labelled,
        )
        if value:
            yield value
        at = max(end, start + 1)


def _begin(text: str, at: int) -> tuple[int, int, str, bool] | None:
    """Where the next address begins, where its host begins, what says so, whether that was mended."""
    starts = []
    if scheme := _SCHEME.search(text, at):
        www = _WWW.match(text, scheme.end())
        starts.append((scheme.start(), www.end() if www else scheme.end(), "www" if www else "scheme", False))
    if www := _WWW.search(text, at):
        clean_www = www[0].lower() == "www."
        starts.append((www.start(), www.end(), "www", not clean_www and www["sign"].strip() != "."))
    if host := _HOST.search(text, at):
        starts.append((host.start(), host.start(), "", False))
    return min(starts, key=lambda start: start[0], default=None)


def _host(text: str, at: int) -> tuple[str, int, bool]:
    """The host from `at` on, where it ends, whether blanks or commas in it were mended."""
    first = re.compile(r"[\w\-]+").match(text, at)
    if not first:
        return "", at, False
    host, at, mended = first[0], first.end(), False
    while more := _NEXT.match(text, at):
        sign, label = more["sign"], more["label"]
        if not _continues(host, sign, label, text[more.end() :]):
            break
        glue = not set(sign) & set(".,") and "." in host
        mended = mended or sign != "."
        host, at = host + ("" if glue else ".") + label, more.end()
    return host.strip("-_"), at, mended


def _continues(host: str, sign: str, label: str, rest: str) -> bool:
    """Whether the label after the sign belongs to the host."""
    known = label.casefold() in endings()
    if sign == ".":
        return True
    if has_ending(host):
        return sign == " ." and known
    if sign.strip() == ".":
        return not label.lower().startswith(("www", "http"))
    ends = not re.match(r"\s?\w", rest)
    if sign == ",":
        return known or bool(re.match(r"[.,]\w{2,3}\b", rest))
    split = f"{host.rpartition('.')[2]}{label}".casefold() in endings()
    return sign == " " and ends and (known if "." not in host else split)


def _value(raw: str, host: str, path: str, *, sure: str, mended: bool, labelled: bool) -> Value | None:
    """The record of one address, None where the words are none."""
    whole, certain = mend_ending(host)
    if not all(whole.split(".")) or ("." not in whole and (sure != "www" or len(whole) < 3)):
        return None
    if not sure and not _bare(host, whole, labelled=labelled, mended=mended, path=path):
        return None
    shown = _standard(("www." if sure == "www" else "") + whole + path.rstrip("/.,:;"))
    weights = (
        ("." not in whole, 0.3, message("websites.incomplete")),
        (not has_ending(whole), 0.4, message("websites.ending", ending=ending(whole))),
        (not certain, 0.6, message("websites.ending_mended", ending=ending(host))),
        (mended, 0.8, message("websites.mended", raw=raw)),
    )
    confidence, doubt = next(((c, d) for holds, c, d in weights if holds), (1.0 if sure else 0.95, None))
    return Value(shown, raw, confidence, doubt)


def _bare(host: str, whole: str, *, labelled: bool, mended: bool, path: str) -> bool:
    """Whether words with dots in them, without "www." before, are an address."""
    if not is_host(whole) or (ending(whole) in _not("files") and not labelled):
        return False
    if labelled or path.startswith("/"):
        return True
    *names, last = host.split(".")
    if mended or names[0].casefold() in _not("heads") or any(name.isdecimal() for name in names):
        return False
    if host != host.lower() and any(len(name) == 1 for name in names):
        return False
    if len(names[-1]) < 3 and len(names) < 2:
        return False
    same_case = host == host.lower() or host == host.upper() or last.casefold() in ("com", "net", "org", "es")
    return same_case and (last.casefold() not in _not("tails") or host == host.lower() or len(names) > 1)


def _standard(address: str) -> str:
    """The address with its host in lower case; the path keeps its case."""
    host, slash, path = address.partition("/")
    return host.lower() + (slash + path).rstrip("/")


def _without_scheme(address: str) -> str:
    return _SCHEME.sub("", address, count=1) if _SCHEME.match(address) else address


def _by_domain(value: Value, email_domains: Sequence[str]) -> Value:
    """The address mended by an e-mail's domain that looks the same, doubted by one that nearly does."""
    host, slash, path = value.value.partition("/")
    www, bare = ("www.", host[4:]) if host.startswith("www.") else ("", host)
    known = [domain.rpartition("@")[2].casefold() for domain in email_domains]
    if bare in known:
        return value
    for domain in known:
        if skeleton(domain) == skeleton(bare):
            doubt = message("websites.domain", read=value.value)
            return replace(value, value=f"{www}{domain}{slash}{path}", confidence=0.7, doubt=doubt)
        if (
            len(bare) > 7
            and Levenshtein.distance(skeleton(domain), skeleton(bare)) == 1
            and value.doubt is None
        ):
            return replace(
                value, confidence=0.7, doubt=message("websites.near_domain", read=bare, domain=domain)
            )
    return value


@cache
def _not(name: str) -> frozenset[str]:
    """A list of data/tables/not_domains.toml: heads, tails or files."""
    table = tomllib.loads(files("data").joinpath("tables", "not_domains.toml").read_text("utf-8"))
    return frozenset(table[name])
