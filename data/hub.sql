-- The hub (data/HUB.md): one server that gives the entries of bodies their order and keeps them. Nobody has to believe
-- it: whoever reads here verifies and replays every entry. Run once in a database, by its administrator:
-- "stimmbuch hub init URL" does that.
--
-- stimmbuch_owner owns the tables, stimmbuch_writer appends and reads, stimmbuch_reader reads. Whoever signs on gets a
-- role of his own: CREATE ROLE "kommune-1" LOGIN IN ROLE stimmbuch_writer
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'stimmbuch_owner') THEN
        CREATE ROLE stimmbuch_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'stimmbuch_reader') THEN
        CREATE ROLE stimmbuch_reader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'stimmbuch_writer') THEN
        CREATE ROLE stimmbuch_writer NOLOGIN IN ROLE stimmbuch_reader;
    END IF;
END $$;

CREATE SCHEMA stimmbuch AUTHORIZATION stimmbuch_owner;
SET ROLE stimmbuch_owner;

CREATE FUNCTION stimmbuch.version() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';

CREATE TABLE stimmbuch.body (
    num      integer PRIMARY KEY,
    founding bytea NOT NULL UNIQUE CHECK (octet_length(founding) = 32),
    name     text NOT NULL CHECK (octet_length(name) <= 100)
);

-- The log of each body: idx 0, 1, 2 … without a gap. hash: SHA-256 of the whole note.
CREATE TABLE stimmbuch.entry (
    body integer NOT NULL REFERENCES stimmbuch.body,
    idx  bigint NOT NULL CHECK (idx >= 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    note bytea NOT NULL CHECK (octet_length(note) <= 65535),
    PRIMARY KEY (body, idx),
    UNIQUE (body, hash)
);

-- What travels beside the log, numbered in the same way: kind 1 a note that waits for signatures, 2 a signed head,
-- 3 an attachment.
CREATE TABLE stimmbuch.item (
    body  integer NOT NULL REFERENCES stimmbuch.body,
    num   bigint NOT NULL CHECK (num >= 0),
    kind  smallint NOT NULL CHECK (kind BETWEEN 1 AND 3),
    hash  bytea NOT NULL CHECK (octet_length(hash) = 32),
    bytes bytea NOT NULL CHECK (octet_length(bytes) <= CASE kind WHEN 3 THEN 67108864 ELSE 65535 END),
    PRIMARY KEY (body, num),
    UNIQUE (body, kind, hash)
);

CREATE FUNCTION stimmbuch.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what the hub holds is never changed and never deleted' USING ERRCODE = 'SB003';
END $$;
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON stimmbuch.body
    FOR EACH STATEMENT EXECUTE FUNCTION stimmbuch.refuse();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON stimmbuch.entry
    FOR EACH STATEMENT EXECUTE FUNCTION stimmbuch.refuse();
CREATE TRIGGER refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON stimmbuch.item
    FOR EACH STATEMENT EXECUTE FUNCTION stimmbuch.refuse();

-- For administrators: takes a body in.
CREATE FUNCTION stimmbuch.admit(whose bytea, called text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found_num integer;
BEGIN
    PERFORM pg_advisory_xact_lock(x'5374426b'::integer, 0);
    SELECT num INTO found_num FROM stimmbuch.body WHERE founding = whose;
    IF found_num IS NULL THEN
        SELECT coalesce(max(num), 0) + 1 INTO found_num FROM stimmbuch.body;
        INSERT INTO stimmbuch.body (num, founding, name) VALUES (found_num, whose, called);
    END IF;
    RETURN found_num;
END $$;

-- The one way in. what: 0 entries, else a kind of item. place: NULL, or where the first of them must come to stand.
-- Gives the place of each, in their order: the same one again for bytes that are there already, -1 for an entry that is
-- dated more than five minutes ahead of the hub's clock, which is not taken.
CREATE FUNCTION stimmbuch.append(whose bytea, what integer, place bigint, notes bytea[]) RETURNS SETOF bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number integer;
    slot bigint;
    there bigint;
    note bytea;
    digest bytea;
    dated integer;
    latest text := to_char((clock_timestamp() + interval '5 minutes') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
    known boolean := false;
    fresh boolean := false;
BEGIN
    -- Before anything is locked, hashed or looked up.
    IF what NOT BETWEEN 0 AND 3 OR cardinality(notes) > 1024 OR EXISTS (
        SELECT FROM unnest(notes) AS one
        WHERE one IS NULL OR octet_length(one) > CASE what WHEN 3 THEN 67108864 ELSE 65535 END
    ) OR whose IS NULL OR what IS NULL OR notes IS NULL THEN
        RAISE EXCEPTION 'at most 1,024 notes at a time, of 65,535 bytes each; attachments of 64 MiB' USING ERRCODE = 'SB005';
    END IF;
    IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        RAISE EXCEPTION 'synchronous_commit is %: what is appended must be on disk, there and on the standbys, before it '
            'is acknowledged', current_setting('synchronous_commit') USING ERRCODE = 'SB001';
    END IF;
    SELECT num INTO number FROM stimmbuch.body WHERE founding = whose;
    IF number IS NULL THEN
        RAISE EXCEPTION 'the hub does not have this body' USING ERRCODE = 'SB004';
    END IF;
    -- Held until the commit is acknowledged: the order of places is that of commits, and no place stays empty.
    PERFORM pg_advisory_xact_lock(x'5374426b'::integer, number);
    IF what = 0 THEN
        SELECT coalesce(max(idx) + 1, 0) INTO slot FROM stimmbuch.entry WHERE body = number;
    ELSE
        SELECT coalesce(max(num) + 1, 0) INTO slot FROM stimmbuch.item WHERE body = number;
    END IF;
    IF place <> slot THEN
        RAISE EXCEPTION 'the next place is %, not %', slot, place USING ERRCODE = 'SB002';
    END IF;
    FOREACH note IN ARRAY notes LOOP
        digest := sha256(note);
        IF what = 0 THEN
            SELECT idx INTO there FROM stimmbuch.entry WHERE body = number AND hash = digest;
        ELSE
            SELECT num INTO there FROM stimmbuch.item WHERE body = number AND kind = what AND hash = digest;
        END IF;
        -- As text: what somebody sends as a time need not be one.
        dated := CASE WHEN what = 0 AND place IS NULL THEN position('\x0a61743a20'::bytea IN note) ELSE 0 END;
        IF there IS NOT NULL THEN
            known := true;
        ELSIF dated > 0 AND encode(substring(note FROM dated + 5 FOR 20), 'escape') COLLATE "C" > latest THEN
            there := -1;
        ELSE
            IF what = 0 THEN
                INSERT INTO stimmbuch.entry (body, idx, hash, note) VALUES (number, slot, digest, note);
            ELSE
                INSERT INTO stimmbuch.item (body, num, kind, hash, bytes) VALUES (number, slot, what, digest, note);
            END IF;
            there := slot;
            slot := slot + 1;
            fresh := true;
        END IF;
        RETURN NEXT there;
    END LOOP;
    -- What is there already may have come from a commit that nobody acknowledged, because a standby or the line was
    -- lost. A transaction that writes nothing would not wait for the standbys; with this it does.
    IF what = 0 AND known AND NOT fresh THEN
        PERFORM pg_logical_emit_message(true, 'stimmbuch', '');
    END IF;
    IF fresh THEN
        PERFORM pg_notify('stimmbuch', encode(whose, 'hex'));
    END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA stimmbuch FROM PUBLIC;
GRANT USAGE ON SCHEMA stimmbuch TO stimmbuch_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA stimmbuch TO stimmbuch_reader;
GRANT EXECUTE ON FUNCTION stimmbuch.version() TO stimmbuch_reader;
GRANT EXECUTE ON FUNCTION stimmbuch.append(bytea, integer, bigint, bytea[]) TO stimmbuch_writer;
RESET ROLE;

-- Whoever may sign on could hold the lock of a body for ever, and with it everybody's entries. Where the administrator
-- is no superuser, PostgreSQL warns that this has no effect.
DO $$
DECLARE
    lock regprocedure;
BEGIN
    FOR lock IN SELECT oid FROM pg_catalog.pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(try_)?advisory_(xact_)?lock' LOOP
        EXECUTE pg_catalog.format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', lock);
    END LOOP;
    GRANT EXECUTE ON FUNCTION pg_catalog.pg_advisory_xact_lock(integer, integer) TO stimmbuch_owner;
END $$;
