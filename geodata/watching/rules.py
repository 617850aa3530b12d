"""What a watch may ask for: any query, and one kind of rule over it."""

from __future__ import annotations

from dataclasses import replace

from geodata.errors import UsageError
from geodata.fetching import FetchError, parse
from geodata.query import Query
from geodata.stores.watch_keeping import Rule, RuleKind

LONGEST_NAME = 120
LONGEST_SECRET = 500
MOST_MENTIONS, MOST_WEEKS = 1_000_000, 520


def checked(rule: Rule) -> Rule:
    """The rule as it is to be kept, its query written the one way there is.

    Raises ``UsageError`` for a rule that can never be met or that makes no sense, and for a webhook that is
    no web address.
    """
    name = " ".join(rule.name.split())
    if not name or len(name) > LONGEST_NAME:
        msg = f"A watch needs a name of at most {LONGEST_NAME} letters."
        raise UsageError(msg)
    _check_number(rule)
    query = Query.from_mapping(dict(rule.asked))
    if rule.kind is RuleKind.SILENCE and query.last:
        msg = (
            "A watch for silence cannot end on a day: after it, it would be silent for ever. Leave “to” out."
        )
        raise UsageError(msg)
    _check_webhook(rule)
    return replace(rule, name=name, asked=tuple(query.to_mapping().items()), webhook=rule.webhook.strip())


def query_of(rule: Rule) -> Query:
    """What the rule asks for. Raises ``UsageError`` where that is not known any more."""
    return Query.from_mapping(dict(rule.asked))


def _check_number(rule: Rule) -> None:
    most = {RuleKind.MENTIONS: MOST_MENTIONS, RuleKind.SILENCE: MOST_WEEKS}.get(rule.kind)
    if most is None:
        return
    if not 1 <= rule.number <= most:
        what = "mentions a week" if rule.kind is RuleKind.MENTIONS else "weeks of silence"
        msg = f"{rule.number} is no number of {what}; give one from 1 to {most:,}."
        raise UsageError(msg)


def _check_webhook(rule: Rule) -> None:
    if rule.secret and not rule.webhook.strip():
        msg = "A secret signs what a webhook is told; give the webhook as well."
        raise UsageError(msg)
    if len(rule.secret) > LONGEST_SECRET:
        msg = f"The secret is too long; take at most {LONGEST_SECRET} letters."
        raise UsageError(msg)
    if not rule.webhook.strip():
        return
    try:
        parse(rule.webhook)
    except FetchError as error:
        raise UsageError(str(error)) from error
