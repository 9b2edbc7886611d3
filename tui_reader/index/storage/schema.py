"""The tables of the index. Everything in it can be rebuilt from the files and the user's journals."""

from tui_reader.model.sorts import STEPPED, Key, Sort

VERSION = 19
"""Goes up with every change here or in folding and tokens; an index with another number is rebuilt."""

APPLICATION = 0x6E657773
"""Tells an index of ours from any other SQLite file."""

NEVER = 1 << 60
"""A moment that never comes, in seconds since 1970."""

ALWAYS = -NEVER
"""A moment that has always been, in seconds since 1970."""

POSTS = """
-- What the files of each folder looked like when they were read (see post.Folder): compared with the folder on every look.
CREATE TABLE folders (
    path TEXT PRIMARY KEY,
    listing BLOB NOT NULL
);

-- One row a post: what lists filter, order and show. `id` grows with the date (see row_ids.py).
CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,      -- folded, for order and for title:
    date INTEGER,                 -- seconds since 1970, or NULL
    zone INTEGER NOT NULL,        -- seconds east of UTC the date is written in
    changed INTEGER,              -- lastmod, else date, or NULL
    link_key TEXT NOT NULL,       -- key of the link title in Hugo's order
    weight INTEGER NOT NULL,      -- NEVER where the post has none
    words INTEGER NOT NULL,       -- NEVER until the body is read, as minutes
    minutes INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    recommended INTEGER NOT NULL,
    draft INTEGER NOT NULL,
    shown_from INTEGER NOT NULL,  -- publish date, else ALWAYS; NEVER for posts kept out of lists
    shown_until INTEGER NOT NULL, -- expiry date, else NEVER
    lang TEXT NOT NULL,
    section TEXT NOT NULL,
    translation TEXT NOT NULL,    -- key that a post shares with its translations; empty where the site has one language
    problems INTEGER NOT NULL,    -- how many
    seen INTEGER NOT NULL,        -- when the post first came into the index, in seconds since 1970
    terms BLOB NOT NULL           -- ids of the terms, 4 bytes each: counted for the sidebar without a join
);

-- The Recommended view, and `is:problem`.
CREATE INDEX posts_recommended ON posts (recommended) WHERE recommended;
CREATE INDEX posts_problems ON posts (problems) WHERE problems;
-- A post's translations.
CREATE INDEX posts_translations ON posts (translation) WHERE translation <> '';
-- Which languages have posts in the feed, where the site has several.
CREATE INDEX posts_languages ON posts (lang, draft, shown_from, shown_until) WHERE translation <> '';

-- The whole post as JSON, for what no list needs.
CREATE TABLE details (
    id INTEGER PRIMARY KEY,
    post TEXT NOT NULL
);

-- What a post can be called beside its path: URL, former URLs, the last part of each; in lower case, without slashes around.
CREATE TABLE addresses (
    address TEXT NOT NULL,
    post INTEGER NOT NULL,
    PRIMARY KEY (address, post)
) WITHOUT ROWID;

-- Terms of every taxonomy, authors, months (`archive`) and flags (`:flag`).
CREATE TABLE terms (
    id INTEGER PRIMARY KEY,
    facet TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,            -- equal for spellings that Hugo puts on one page
    folded TEXT NOT NULL,         -- for tag: and the like
    UNIQUE (facet, name)
);
CREATE INDEX terms_key ON terms (facet, key);

-- Posts of a term, newest last.
CREATE TABLE tagged (
    term INTEGER NOT NULL,
    post INTEGER NOT NULL,
    PRIMARY KEY (term, post)
) WITHOUT ROWID;

-- Posts whose body is still to be read: neither their text nor their words are in the index.
CREATE TABLE unsearched (id INTEGER PRIMARY KEY);

-- The text that was indexed, packed: an entry without content can only be taken out with the text it was made from.
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);

-- The file a post was read from, packed: in an index that is published, for readers who cannot read the file.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    packed BLOB NOT NULL
);
"""

PERSONAL = """
-- A copy of the user's marks, to filter by; the truth is in the journals. `id` names a bookmark whose post is gone.
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    read INTEGER NOT NULL,        -- when, in seconds since 1970; 0 for never
    begun INTEGER NOT NULL,
    bookmarked INTEGER NOT NULL,
    title TEXT NOT NULL,          -- what the bookmark remembers of the post
    date INTEGER,
    zone INTEGER NOT NULL,
    note TEXT NOT NULL,
    passages TEXT NOT NULL,       -- kept passages as they are shown, a line each
    searched TEXT NOT NULL,       -- and as they are found
    noted INTEGER NOT NULL,       -- a bookmark with a note, or passages
    note_key TEXT NOT NULL        -- note and passages folded, for note:
);
-- What is wanted of posts that are gone: a user may have a million read marks and few bookmarks and notes.
CREATE INDEX marks_bookmarked ON marks (bookmarked) WHERE bookmarked;
CREATE INDEX marks_noted ON marks (noted) WHERE noted;
-- The same by post.
CREATE TABLE marked (
    id INTEGER PRIMARY KEY,
    read INTEGER NOT NULL,
    begun INTEGER NOT NULL,
    bookmarked INTEGER NOT NULL,
    noted INTEGER NOT NULL
);
CREATE INDEX marked_noted ON marked (noted) WHERE noted;
CREATE INDEX marked_bookmarked ON marked (bookmarked) WHERE bookmarked;
CREATE INDEX marked_begun ON marked (begun) WHERE begun;

-- Small facts about the index, such as which journals the marks were copied from; see metadata.py.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""
"""Tables of one user: where many share an index, these alone are in a file of the user's own."""


def order_terms(sort: Sort) -> tuple[str, ...]:
    """What a list is ordered by, as terms of an ORDER BY: pinned posts first, then the keys of the order."""
    keys = (Key("pinned", descending=True), *sort.keys)
    return tuple(key.column + " COLLATE NOCASE" * key.ignore_case + " DESC" * key.descending for key in keys)


def _order_index(sort: Sort) -> str:
    """The index that serves an order; where all of it descends, it ascends and is read backwards: rows come in so."""
    terms = order_terms(sort)
    if all(term.endswith(" DESC") for term in terms):
        terms = tuple(term.removesuffix(" DESC") for term in terms)
    return f"CREATE INDEX posts_{sort.id} ON posts ({', '.join(terms)}, draft, shown_from, shown_until);\n"


ORDER_INDEXES = "".join(map(_order_index, STEPPED))
"""Each holds what decides whether a post is in the feed as well, so that the table is not touched."""

FULL_TEXT = """
CREATE VIRTUAL TABLE search USING fts5 (title, terms, lead, body, content='', tokenize='ascii');
"""
"""Made of our own tokens, which are ASCII or beyond the reach of the tokenizer: it only splits at blanks."""

SHADOWS = ("search_data", "search_idx", "search_docsize", "search_config")
"""Tables that FTS5 keeps the virtual table in (SQLite FTS5 Extension, section 10)."""

PLAIN = POSTS + PERSONAL + ORDER_INDEXES
"""All statements but those that need FTS5, each ended by `;` and a line break."""
