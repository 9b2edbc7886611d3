"""Posts that stay in a list although their marks have changed: nothing vanishes under the cursor (pure)."""

from array import array
from collections.abc import Callable, Sequence

from tui_reader.model.dataclass import replace
from tui_reader.model.query import KEPT, Query, apart_from_marks, asks_for


def keep_rows(
    ids: "array[int]", shown: Sequence[int], query: Query, listing: Callable[[Query], Sequence[int]]
) -> "array[int]":
    """The list with those posts of the one that is shown which are missing for their marks alone, each behind the post
    it stood behind.
    """
    where = apart_from_marks(query.where)
    listed = set(ids)
    missing = [row_id for row_id in shown if row_id > 0 and row_id not in listed] if where != query.where else []
    if not missing:
        return ids
    every = any(asks_for(query.where, state) for state in KEPT)
    fits = replace(
        query, where=where, drafts=query.drafts or every, future=query.future or every, expired=query.expired or every
    )
    staying = set(missing).intersection(listing(fits))
    behind: dict[int, list[int]] = {}
    before = 0
    for row_id in shown:
        if row_id in staying:
            behind.setdefault(before, []).append(row_id)
        elif row_id in listed:
            before = row_id
    kept = array("q", behind.get(0, ()))
    for row_id in ids:
        kept.append(row_id)
        kept.extend(behind.get(row_id, ()))
    return kept
