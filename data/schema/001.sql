-- The truth: entries in the order of their log. FORMAT.md section 1 describes these tables for outsiders.
-- seq = body * 2^40 + idx: a table in the order of one number grows at its end with the fewest pages to write.
CREATE TABLE entry (
    seq  INTEGER PRIMARY KEY,
    body INTEGER AS (seq >> 40),
    idx  INTEGER AS (seq & 0xffffffffff),
    id   BLOB NOT NULL CHECK (length(id) = 32),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    note BLOB NOT NULL CHECK (length(note) <= 65535)
) STRICT;
CREATE INDEX entry_id ON entry (id);

CREATE TABLE checkpoint (
    body INTEGER NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    note BLOB NOT NULL CHECK (length(note) <= 65535),
    PRIMARY KEY (body, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    bytes  BLOB NOT NULL
) STRICT;

-- Notes that wait for signatures. body 0: a founding.
CREATE TABLE pending (
    id    BLOB PRIMARY KEY CHECK (length(id) = 32),
    body  INTEGER NOT NULL,
    note  BLOB NOT NULL CHECK (length(note) <= 65535),
    since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A seat belt against accidents; the proof is in the signatures and the tree.
CREATE TRIGGER entry_append BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, NEW.seq >> 40 << 40) FROM entry
                 WHERE seq BETWEEN NEW.seq >> 40 << 40 AND NEW.seq | 0xffffffffff)
BEGIN SELECT RAISE(ABORT, 'entries are appended in their order'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER checkpoint_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'signed heads are never deleted'); END;

-- Everything below is derived from `entry` and can be made anew: stimmbuch rebuild.
-- From level 3 on, in the order in which they are finished, by the leaf `last`: few entries write here, and to one page.
CREATE TABLE node (
    body  INTEGER NOT NULL,
    last  INTEGER NOT NULL,
    level INTEGER NOT NULL,
    hash  BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (body, last, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE body (
    num       INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    founding  BLOB NOT NULL,
    title     TEXT NOT NULL,
    level     TEXT NOT NULL,
    approvals INTEGER NOT NULL,
    log       TEXT NOT NULL,
    log_time  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX body_name ON body (name);

CREATE TABLE bench (
    body  INTEGER NOT NULL,
    pos   INTEGER NOT NULL,
    id    TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (body, pos)
) STRICT, WITHOUT ROWID;

CREATE TABLE seat (
    body   INTEGER NOT NULL,
    id     TEXT NOT NULL,
    pos    INTEGER NOT NULL,
    bench  INTEGER NOT NULL,
    weight TEXT NOT NULL,
    voting INTEGER NOT NULL,
    title  TEXT NOT NULL,
    PRIMARY KEY (body, id)
) STRICT, WITHOUT ROWID;

-- Who holds a place (role holder or deputy, in a seat) or an office (secretary, auditor; seat is then empty).
CREATE TABLE member (
    body  INTEGER NOT NULL,
    name  TEXT NOT NULL,
    role  TEXT NOT NULL,
    seat  TEXT NOT NULL,
    vkey  TEXT NOT NULL,
    key   BLOB NOT NULL,
    keyid INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (body, name, role, seat)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_seat ON member (body, seat, role);
CREATE INDEX member_key ON member (body, key);

-- seq = body * 2^40 + idx, so that it is the same in every replay and pages go by key.
CREATE TABLE proposal (
    seq      INTEGER PRIMARY KEY,
    body     INTEGER NOT NULL,
    idx      INTEGER NOT NULL,
    id       BLOB NOT NULL,
    number   TEXT NOT NULL,
    title    TEXT NOT NULL,
    kind     TEXT NOT NULL,
    author   TEXT NOT NULL,
    at       INTEGER NOT NULL,
    log_time INTEGER NOT NULL,
    state    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX proposal_number ON proposal (number, body);
CREATE INDEX proposal_id ON proposal (id);
CREATE INDEX proposal_state ON proposal (state);

-- What lists are filtered by: 'demand:1', 'bench:kommunen', 'seat:stadt'.
CREATE TABLE tag (
    tag TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (tag, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    body     INTEGER NOT NULL,
    idx      INTEGER NOT NULL,
    id       BLOB NOT NULL,
    proposal INTEGER NOT NULL,
    seat     TEXT NOT NULL,
    stance   TEXT NOT NULL,
    author   TEXT NOT NULL,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_proposal ON statement (body, proposal, stance);

CREATE TABLE recusal (
    body     INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    seat     TEXT NOT NULL,
    idx      INTEGER NOT NULL,
    PRIMARY KEY (body, proposal, seat)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballot (
    body     INTEGER NOT NULL,
    idx      INTEGER NOT NULL,
    id       BLOB NOT NULL,
    proposal INTEGER NOT NULL,
    title    TEXT NOT NULL,
    rule     TEXT NOT NULL,
    round    INTEGER NOT NULL,
    opens    INTEGER,
    closes   INTEGER,
    start    INTEGER NOT NULL,
    state    TEXT NOT NULL,
    ended    INTEGER,
    result   INTEGER,
    outcome  TEXT,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_id ON ballot (id);
CREATE INDEX ballot_proposal ON ballot (body, proposal);
CREATE INDEX ballot_open ON ballot (state, closes);

CREATE TABLE vote (
    body   INTEGER NOT NULL,
    ballot INTEGER NOT NULL,
    seat   TEXT NOT NULL,
    class  INTEGER NOT NULL,
    idx    INTEGER NOT NULL,
    voter  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (body, ballot, seat, class, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected (
    body INTEGER NOT NULL,
    idx  INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;

-- Folded words of number, title and text; rowid is the proposal's seq.
CREATE VIRTUAL TABLE search USING fts5(words, content='', detail=none, prefix='1 2 3 4 5', tokenize='ascii');
