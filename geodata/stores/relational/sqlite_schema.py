"""The layout of the SQLite database as its migrations make it. Released statements are never changed."""

from __future__ import annotations

FIRST_TABLES = (
    "CREATE TABLE migrations (name TEXT PRIMARY KEY, applied TEXT NOT NULL)",
    """
    CREATE TABLE state (
        id INTEGER PRIMARY KEY CHECK (id = 1), identity TEXT NOT NULL, data_version INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE places (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, name_ar TEXT NOT NULL,
        kind TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, precision INTEGER NOT NULL,
        extent_km REAL NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, country TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY, day INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
        outlet_key TEXT NOT NULL, version INTEGER NOT NULL,
        parent_id INTEGER REFERENCES stories (id), look_alike_of INTEGER REFERENCES stories (id),
        published_first TEXT, published_last TEXT, published_precision TEXT, published_evidence TEXT,
        added TEXT NOT NULL, url_key TEXT NOT NULL, source_key TEXT NOT NULL,
        title_key TEXT NOT NULL, text_key TEXT NOT NULL,
        outlet TEXT NOT NULL, url TEXT NOT NULL, source_id TEXT NOT NULL, origin TEXT NOT NULL,
        dateline TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX stories_by_url ON stories (url_key) WHERE url_key != ''",
    "CREATE UNIQUE INDEX stories_by_source ON stories (source_key) WHERE source_key != ''",
    "CREATE INDEX stories_by_title ON stories (title_key, outlet_key)",
    "CREATE INDEX stories_by_text ON stories (text_key) WHERE text_key != ''",
    "CREATE INDEX stories_by_day ON stories (day, outlet_key, language)",
    """
    CREATE TABLE story_versions (
        story_id INTEGER NOT NULL REFERENCES stories (id), version INTEGER NOT NULL, replaced TEXT NOT NULL,
        title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (story_id, version)
    )
    """,
    """
    CREATE TABLE related_headlines (
        article_id INTEGER NOT NULL REFERENCES stories (id),
        story_id INTEGER NOT NULL REFERENCES stories (id),
        position INTEGER NOT NULL, PRIMARY KEY (article_id, story_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX related_headlines_by_story ON related_headlines (story_id)",
    """
    CREATE TABLE mentions (
        id INTEGER PRIMARY KEY, story_id INTEGER NOT NULL REFERENCES stories (id), part TEXT NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL, role TEXT NOT NULL,
        place INTEGER REFERENCES places (number), precision INTEGER, confidence REAL NOT NULL,
        sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
        event_first TEXT, event_last TEXT, event_precision TEXT, event_evidence TEXT,
        candidates TEXT NOT NULL, reasons TEXT NOT NULL
    )
    """,
    "CREATE INDEX mentions_by_story ON mentions (story_id, role, place, precision)",
    "CREATE INDEX mentions_by_place ON mentions (place, precision, role, story_id)",
    """
    CREATE VIRTUAL TABLE story_index USING fts5 (
        title, text, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
    )
    """,
)

BATCH_TABLES = (
    """
    CREATE TABLE batches (
        number INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, begun TEXT NOT NULL, undone TEXT
    )
    """,
    "ALTER TABLE stories ADD COLUMN batch INTEGER REFERENCES batches (number)",
    "CREATE INDEX stories_by_batch ON stories (batch) WHERE batch IS NOT NULL",
    "CREATE INDEX stories_by_parent ON stories (parent_id) WHERE parent_id IS NOT NULL",
    "CREATE INDEX stories_by_look_alike ON stories (look_alike_of) WHERE look_alike_of IS NOT NULL",
    """
    CREATE TABLE batch_changes (
        number INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batches (number),
        story_id INTEGER NOT NULL, before TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX batch_changes_by_story ON batch_changes (story_id, batch)",
    "CREATE INDEX batch_changes_by_batch ON batch_changes (batch)",
    """
    CREATE TABLE batch_links (
        batch INTEGER NOT NULL REFERENCES batches (number), article_id INTEGER NOT NULL,
        story_id INTEGER NOT NULL, PRIMARY KEY (batch, article_id, story_id)
    ) WITHOUT ROWID
    """,
    "ALTER TABLE state ADD COLUMN last_story INTEGER NOT NULL DEFAULT 0",
)

CLUSTER_TABLES = (
    """
    CREATE TABLE signatures (
        story_id INTEGER PRIMARY KEY REFERENCES stories (id), minhash BLOB NOT NULL
    )
    """,
    """
    CREATE TABLE signature_bands (
        band INTEGER NOT NULL, story_id INTEGER NOT NULL, PRIMARY KEY (band, story_id)
    ) WITHOUT ROWID
    """,
)

FETCHED_TABLES = (
    "CREATE TABLE fetched_bodies (sha256 TEXT PRIMARY KEY, compressed BLOB NOT NULL)",
    """
    CREATE TABLE fetched (
        id INTEGER PRIMARY KEY, address TEXT NOT NULL, final_address TEXT NOT NULL, at TEXT NOT NULL,
        status INTEGER NOT NULL, content_type TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES fetched_bodies (sha256),
        archived TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL
    )
    """,
    "CREATE INDEX fetched_by_address ON fetched (address)",
    "CREATE INDEX fetched_by_body ON fetched (sha256)",
    "ALTER TABLE stories ADD COLUMN archived TEXT NOT NULL DEFAULT ''",
)

REFERENCE_COLUMN = (
    "ALTER TABLE mentions ADD COLUMN reference INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX mentions_by_story",
    "CREATE INDEX mentions_by_story ON mentions (story_id, role, reference, place, precision)",
    "DROP INDEX mentions_by_place",
    "CREATE INDEX mentions_by_place ON mentions (place, precision, role, reference, story_id)",
)
"""Mentions that only say where another place lies are kept but not drawn."""

VICINITY_TABLES = (
    """
    CREATE TABLE vicinities (
        number INTEGER PRIMARY KEY, place INTEGER NOT NULL REFERENCES places (number), code TEXT NOT NULL,
        kind TEXT NOT NULL, side TEXT NOT NULL, distance_km REAL NOT NULL, rough INTEGER NOT NULL,
        other INTEGER REFERENCES places (number), lat REAL NOT NULL, lon REAL NOT NULL, UNIQUE (place, code)
    )
    """,
    "ALTER TABLE mentions ADD COLUMN vicinity INTEGER REFERENCES vicinities (number)",
    "DROP INDEX mentions_by_story",
    "CREATE INDEX mentions_by_story ON mentions (story_id, role, reference, place, precision, vicinity)",
    "DROP INDEX mentions_by_place",
    "CREATE INDEX mentions_by_place ON mentions (place, precision, vicinity, role, reference, story_id)",
)
"""Where beside its place a mention is."""

LOOK_UP_TABLES = (
    """
    CREATE TABLE looked_up_places (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, name_ar TEXT NOT NULL, aliases TEXT NOT NULL,
        kind TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, precision INTEGER NOT NULL,
        extent_km REAL NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, country TEXT NOT NULL,
        population INTEGER NOT NULL, source TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE look_ups (
        name TEXT NOT NULL, countries TEXT NOT NULL, language TEXT NOT NULL, service TEXT NOT NULL,
        server TEXT NOT NULL, at TEXT NOT NULL, places TEXT NOT NULL,
        PRIMARY KEY (name, countries, language, service, server)
    ) WITHOUT ROWID
    """,
)
"""What online geocoders answered, and the places in their answers, chosen or not."""

CAMP_TABLES = (
    """
    CREATE TABLE camp_batches (
        number INTEGER PRIMARY KEY, label TEXT NOT NULL, begun TEXT NOT NULL, undone TEXT
    )
    """,
    """
    CREATE TABLE camp_documents (
        number INTEGER PRIMARY KEY, camp_id TEXT NOT NULL,
        batch INTEGER NOT NULL REFERENCES camp_batches (number), document TEXT NOT NULL
    )
    """,
    "CREATE INDEX camp_documents_by_camp ON camp_documents (camp_id, number)",
    "CREATE INDEX camp_documents_by_batch ON camp_documents (batch)",
)
"""The user's camps, one document each time one was written."""

WATCH_TABLES = (
    """
    CREATE TABLE watches (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, asked TEXT NOT NULL, kind TEXT NOT NULL,
        number INTEGER NOT NULL, after INTEGER NOT NULL, webhook TEXT NOT NULL, secret TEXT NOT NULL,
        made TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE watch_entries (
        number INTEGER PRIMARY KEY AUTOINCREMENT, watch INTEGER NOT NULL REFERENCES watches (id),
        key TEXT NOT NULL, made TEXT NOT NULL, document TEXT NOT NULL, delivery TEXT NOT NULL,
        tries INTEGER NOT NULL, first_try TEXT, next_try TEXT, delivered TEXT, trouble TEXT NOT NULL,
        UNIQUE (watch, key)
    )
    """,
    "CREATE INDEX watch_entries_waiting ON watch_entries (next_try) WHERE delivery = 'waiting'",
)
"""Rules, what they found, and what became of telling it."""

TAG_TABLES = (
    "CREATE TABLE tag_sets (number INTEGER PRIMARY KEY, codes TEXT NOT NULL UNIQUE)",
    "ALTER TABLE mentions ADD COLUMN tag_set INTEGER REFERENCES tag_sets (number)",
    "ALTER TABLE mentions ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE stories ADD COLUMN lexicon TEXT NOT NULL DEFAULT ''",
)
"""Event types and actors of mentions. The sets are few, so that to filter is to look a number up."""
