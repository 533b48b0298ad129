-- The truth: entries in the order of their log. FORMAT.md section 1 describes these tables for outsiders.
-- seq = body * 2^40 + idx: a table in the order of one number grows at its end with the fewest pages to write.
-- Where none is given, SQLite takes the number behind the last one: the next place in the last body.
CREATE TABLE entry (
    seq  INTEGER PRIMARY KEY,
    body INTEGER NOT NULL,
    idx  INTEGER NOT NULL CHECK (idx >= 0),
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

-- Bodies of which this file is a copy: their entries come in the order that another place gave them (FORMAT.md section
-- 1). No log says so, and no table of those below. hub: the URL of the hub that orders them, NULL where it is another
-- file; item: what this copy has seen of what travels there beside the log (data/hub.sql).
CREATE TABLE replica (
    body INTEGER PRIMARY KEY,
    hub  TEXT,
    item INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A seat belt against accidents; the proof is in the signatures and the tree.
CREATE TRIGGER entry_append BEFORE INSERT ON entry
WHEN NEW.idx <> (SELECT coalesce((max(seq) & 0xffffffffff) + 1, 0) FROM entry
                 WHERE seq BETWEEN NEW.body << 40 AND NEW.body << 40 | 0xffffffffff)
BEGIN SELECT RAISE(ABORT, 'entries are appended in their order'); END;
-- A number that SQLite chooses is known only behind the insertion.
CREATE TRIGGER entry_place AFTER INSERT ON entry
WHEN NEW.seq >> 40 <> NEW.body OR NEW.seq & 0xffffffffff <> NEW.idx
BEGIN SELECT RAISE(ABORT, 'the seq of an entry is body * 2^40 + idx'); END;
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

-- Rows of the next four tables last from behind the entry `since` to that of `until`; NULL: to the end of the log.
CREATE TABLE bench (
    body  INTEGER NOT NULL,
    id    TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    pos   INTEGER NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (body, id, since)
) STRICT, WITHOUT ROWID;

-- bench: the bench's pos, which it keeps.
CREATE TABLE seat (
    body   INTEGER NOT NULL,
    id     TEXT NOT NULL,
    since  INTEGER NOT NULL,
    until  INTEGER,
    bench  INTEGER NOT NULL,
    weight TEXT NOT NULL,
    voting INTEGER NOT NULL,
    title  TEXT NOT NULL,
    PRIMARY KEY (body, id, since)
) STRICT, WITHOUT ROWID;

-- Who holds a place (role holder or deputy, in a seat) or an office (secretary, auditor; seat is then empty).
CREATE TABLE member (
    body  INTEGER NOT NULL,
    name  TEXT NOT NULL,
    role  TEXT NOT NULL,
    seat  TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (body, name, role, seat, since)
) STRICT, WITHOUT ROWID;
-- Whole rows, for the roster of any day: of a seat its holder first.
CREATE INDEX member_seat ON member (body, seat, role DESC, name, since, until);

-- The keys of each name, and under the body's name those of its log. A name whose last key ended was revoked.
CREATE TABLE chain (
    body  INTEGER NOT NULL,
    name  TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    vkey  TEXT NOT NULL,
    key   BLOB NOT NULL,
    keyid INTEGER NOT NULL,
    PRIMARY KEY (body, name, since)
) STRICT, WITHOUT ROWID;
CREATE INDEX chain_key ON chain (body, key);

-- What made the body as it is: valid entries of the kinds body, enrol, roster, statute, key (what: those, or for a key
-- rotate, revoke, log). at: the latest of its author's time and those before it. decided: the index of the result that
-- a statute entry names. id: that of the entry.
CREATE TABLE change (
    body    INTEGER NOT NULL,
    idx     INTEGER NOT NULL,
    what    TEXT NOT NULL,
    at      INTEGER NOT NULL,
    decided INTEGER,
    id      BLOB NOT NULL,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;
-- Those that made benches, seats, statute or log key: few among the enrolments of a large body.
CREATE INDEX change_version ON change (body, idx) WHERE what IN ('body', 'roster', 'statute', 'log');

-- seq = body * 2^40 + idx, so that it is the same in every replay and pages go by key. `replaces` and `amends` are
-- places of proposals (`replaces`: the one it supersedes), `repeals` that of a ballot with the result that it repeals.
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
    state    TEXT NOT NULL,
    replaces INTEGER,
    amends   INTEGER,
    repeals  INTEGER
) STRICT;
CREATE UNIQUE INDEX proposal_number ON proposal (number, body);
CREATE INDEX proposal_id ON proposal (id);
CREATE INDEX proposal_state ON proposal (state);
CREATE INDEX proposal_replaces ON proposal (body, replaces) WHERE replaces IS NOT NULL;
CREATE INDEX proposal_amends ON proposal (body, amends) WHERE amends IS NOT NULL;
CREATE INDEX proposal_repeals ON proposal (body, repeals) WHERE repeals IS NOT NULL;

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

-- `decision`: the number of the result; `meeting`: where it is held, NULL in a written procedure. seats: how many on the
-- roll vote, whoever is recused; voted: once it has ended, how many did, until then they are counted when that is asked.
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
    decision TEXT,
    meeting  INTEGER,
    call     INTEGER NOT NULL,
    seats    INTEGER NOT NULL,
    voted    INTEGER,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX ballot_id ON ballot (id);
CREATE INDEX ballot_proposal ON ballot (body, proposal);
CREATE INDEX ballot_open ON ballot (state, closes);
CREATE INDEX ballot_meeting ON ballot (body, meeting) WHERE meeting IS NOT NULL;
CREATE UNIQUE INDEX ballot_decision ON ballot (decision, body) WHERE decision IS NOT NULL;

-- reason: does its entry say why?
CREATE TABLE vote (
    body   INTEGER NOT NULL,
    ballot INTEGER NOT NULL,
    seat   TEXT NOT NULL,
    class  INTEGER NOT NULL,
    idx    INTEGER NOT NULL,
    voter  TEXT NOT NULL,
    at     INTEGER NOT NULL,
    choice TEXT NOT NULL,
    reason INTEGER NOT NULL,
    PRIMARY KEY (body, ballot, seat, class, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_reason ON vote (body, ballot, seat) WHERE reason;

CREATE TABLE meeting (
    body   INTEGER NOT NULL,
    idx    INTEGER NOT NULL,
    id     BLOB NOT NULL,
    number TEXT NOT NULL,
    title  TEXT NOT NULL,
    opens  INTEGER NOT NULL,
    closes INTEGER,
    chair  TEXT NOT NULL,
    again  INTEGER,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX meeting_number ON meeting (number, body);
CREATE INDEX meeting_id ON meeting (id);

-- The agenda, in the secretary's order.
CREATE TABLE item (
    body     INTEGER NOT NULL,
    meeting  INTEGER NOT NULL,
    pos      INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    PRIMARY KEY (body, meeting, pos)
) STRICT, WITHOUT ROWID;

-- Every line there was: who was present when.
CREATE TABLE attendance (
    body    INTEGER NOT NULL,
    meeting INTEGER NOT NULL,
    seat    TEXT NOT NULL,
    idx     INTEGER NOT NULL,
    state   TEXT NOT NULL,
    author  TEXT NOT NULL,
    PRIMARY KEY (body, meeting, seat, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE status (
    body      INTEGER NOT NULL,
    idx       INTEGER NOT NULL,
    proposal  INTEGER NOT NULL,
    state     TEXT NOT NULL,
    recipient TEXT NOT NULL,
    author    TEXT NOT NULL,
    PRIMARY KEY (body, proposal, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE objection (
    body   INTEGER NOT NULL,
    ballot INTEGER NOT NULL,
    idx    INTEGER NOT NULL,
    seat   TEXT NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (body, ballot)
) STRICT, WITHOUT ROWID;

CREATE TABLE minutes (
    body    INTEGER NOT NULL,
    idx     INTEGER NOT NULL,
    id      BLOB NOT NULL,
    meeting INTEGER NOT NULL,
    sha256  BLOB NOT NULL,
    title   TEXT NOT NULL,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX minutes_id ON minutes (id);
CREATE INDEX minutes_meeting ON minutes (body, meeting);

CREATE TABLE confirm (
    body    INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    author  TEXT NOT NULL,
    idx     INTEGER NOT NULL,
    PRIMARY KEY (body, minutes, author)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected (
    body INTEGER NOT NULL,
    idx  INTEGER NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (body, idx)
) STRICT, WITHOUT ROWID;

-- Folded words of number, title and text; rowid is the proposal's seq.
CREATE VIRTUAL TABLE search USING fts5(words, content='', detail=none, prefix='1 2 3 4 5', tokenize='ascii');
