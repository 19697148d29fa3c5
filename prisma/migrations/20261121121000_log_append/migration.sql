-- What must happen in one statement: storing edits, stepping an interview, keeping whole states.
--
-- Every function that numbers entries locks the heads concerned in the order of their ids and is VOLATILE, so
-- that under READ COMMITTED each statement inside it sees what others committed while it waited for the locks.
-- A function that also needs the interview's row locks that row first.

-- Stores edits of any number of logs.
--
-- The first six arrays hold one item each: what one sender adds to one log, edits p_first to p_last of that sender.
-- At most one item per (log, sender) and call. An item without data only moves the sender's watermark: its edits
-- changed nothing. The other three name whose a Yjs clientID is, for clientIDs seen for the first time.
--
-- Status of an item: 0 stored now, 1 stored before, 2 gap, 3 half known, 4 no such log, 5 another author's sender.
-- `number` is the entry's (for status 1: the watermark's), `seen` how far the sender's edits are stored.
CREATE FUNCTION log_append(
  p_log bigint[], p_author bigint[], p_sender bigint[], p_first bigint[], p_last bigint[], p_data bytea[],
  p_client_log bigint[], p_client_id bigint[], p_client_author bigint[]
) RETURNS TABLE (item int, status int, number bigint, seen bigint)
LANGUAGE plpgsql VOLATILE
-- The plan is made while the tables are small and kept when they are large; look-ups by key stay right.
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE t timestamptz;
BEGIN
  -- Sorted below the lock node: every caller takes the heads in the same order.
  PERFORM FROM log_heads h WHERE h.id = ANY (p_log) ORDER BY h.id FOR NO KEY UPDATE;
  t := clock_timestamp();   -- not now(): that is from before the wait for the locks

  INSERT INTO log_clients (log, client_id, author)
  SELECT c.log, c.client_id, c.author::smallint
  FROM unnest(p_client_log, p_client_id, p_client_author) AS c (log, client_id, author)
  WHERE EXISTS (SELECT FROM log_heads h WHERE h.id = c.log)
  ON CONFLICT DO NOTHING;

  RETURN QUERY
  WITH judged AS MATERIALIZED (
    SELECT i.*, octet_length(i.data) > 0 AS has_data,
      h.last_number, h.last_at, coalesce(s.last_seq, 0) AS seen, s.number AS seen_at,
      CASE WHEN h.last_number IS NULL THEN 4
           WHEN s.author <> i.author THEN 5
           WHEN i.last <= coalesce(s.last_seq, 0) THEN 1
           WHEN i.first = coalesce(s.last_seq, 0) + 1 THEN 0
           WHEN i.first > coalesce(s.last_seq, 0) + 1 THEN 2
           ELSE 3 END AS status
    FROM unnest(p_log, p_author, p_sender, p_first, p_last, p_data)
      WITH ORDINALITY AS i (log, author, sender, first, last, data, ord)
    -- OFFSET 0 keeps these one index look-up per item, whatever the plan thinks of the tables' size
    LEFT JOIN LATERAL (SELECT h.last_number, h.last_at FROM log_heads h WHERE h.id = i.log OFFSET 0) h ON true
    LEFT JOIN LATERAL (
      SELECT s.last_seq, s.number, s.author FROM log_senders s WHERE s.log = i.log AND s.sender = i.sender OFFSET 0
    ) s ON true
  ), numbered AS MATERIALIZED (   -- one number per log and author; no join between CTEs, those are n²
    SELECT j.*, CASE
        WHEN j.status = 0 AND j.has_data THEN j.last_number
          + dense_rank() OVER (PARTITION BY j.log, j.status = 0 AND j.has_data ORDER BY j.author)
        WHEN j.status = 0 THEN j.last_number
        ELSE j.seen_at END AS num
    FROM judged j
  ), stored AS (
    INSERT INTO log_entries (log, number, author, at, data)
    SELECT n.log, n.num, min(n.author)::smallint, greatest(min(n.last_at), t), string_agg(n.data, ''::bytea ORDER BY n.ord)
    FROM numbered n WHERE n.status = 0 AND n.has_data GROUP BY n.log, n.num
  ), head AS (     -- an upsert rather than UPDATE … FROM: no join, so no plan to go wrong
    INSERT INTO log_heads AS h (id, last_number, last_at, bytes_since)
    SELECT n.log, max(n.num), t, sum(octet_length(n.data))
    FROM numbered n WHERE n.status = 0 AND n.has_data GROUP BY n.log
    ON CONFLICT (id) DO UPDATE SET last_number = excluded.last_number,
      last_at = greatest(h.last_at, excluded.last_at), bytes_since = h.bytes_since + excluded.bytes_since
  ), mark AS (
    INSERT INTO log_senders AS s (log, sender, author, last_seq, number)
    SELECT n.log, n.sender, n.author::smallint, n.last, n.num FROM numbered n WHERE n.status = 0
    ON CONFLICT (log, sender) DO UPDATE SET last_seq = excluded.last_seq, number = excluded.number
  )
  SELECT n.ord::int, n.status, n.num, CASE WHEN n.status = 0 THEN n.last ELSE n.seen END FROM numbered n ORDER BY n.ord;
END $$;

-- Moves an interview to its next state, once per command, and records it in the shared log.
--
-- Outcome: 'stepped'; 'known' (this command took effect before); 'conflict' (the version is not the expected one);
-- 'missing'. Version and state are those of the row after the call.
CREATE FUNCTION interview_step(
  p_interview uuid, p_expected_version int, p_command uuid, p_author smallint, p_state jsonb, p_event bytea
) RETURNS TABLE (outcome text, version int, state jsonb)
LANGUAGE plpgsql VOLATILE
AS $$
#variable_conflict use_column
DECLARE
  row_now interviews%ROWTYPE;
  t timestamptz;
BEGIN
  SELECT * INTO row_now FROM interviews i WHERE i.id = p_interview FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'missing', NULL::int, NULL::jsonb;
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM interview_commands c WHERE c.interview_id = p_interview AND c.command_id = p_command) THEN
    RETURN QUERY SELECT 'known', row_now.version, row_now.state;
    RETURN;
  END IF;
  IF row_now.version <> p_expected_version THEN
    RETURN QUERY SELECT 'conflict', row_now.version, row_now.state;
    RETURN;
  END IF;

  PERFORM FROM log_heads h WHERE h.id = row_now.shared_log FOR NO KEY UPDATE;
  t := clock_timestamp();
  INSERT INTO log_entries (log, number, author, at, data)
  SELECT h.id, h.last_number + 1, p_author, greatest(h.last_at, t), p_event FROM log_heads h WHERE h.id = row_now.shared_log;
  UPDATE log_heads h SET last_number = h.last_number + 1, last_at = greatest(h.last_at, t),
    bytes_since = h.bytes_since + octet_length(p_event)
  WHERE h.id = row_now.shared_log;
  UPDATE interviews i SET state = p_state, status = p_state ->> 'status', version = i.version + 1, state_at = t
  WHERE i.id = p_interview;
  INSERT INTO interview_commands (interview_id, command_id, version)
  VALUES (p_interview, p_command, p_expected_version + 1);
  RETURN QUERY SELECT 'stepped', p_expected_version + 1, p_state;
END $$;

-- Keeps a whole state of a log as of entry p_number, and thins older ones out so that at most p_keep remain:
-- the three newest stay, and of the rest those go first that are closest to their predecessor.
CREATE FUNCTION log_put_keyframe(p_log bigint, p_number bigint, p_sha256 bytea, p_data bytea, p_keep int) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
  PERFORM FROM log_heads h WHERE h.id = p_log FOR NO KEY UPDATE;
  -- Deleted meanwhile: a state that nothing points to would outlive its interview.
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO log_keyframes (log, number, sha256, data) VALUES (p_log, p_number, p_sha256, p_data)
  -- Whatever was kept under this number was found damaged, or is the same state.
  ON CONFLICT (log, number) DO UPDATE SET sha256 = excluded.sha256, data = excluded.data;
  UPDATE log_heads h SET keyframe_number = p_number, keyframe_bytes = octet_length(p_data),
    bytes_since = (SELECT coalesce(sum(octet_length(e.data)), 0) FROM log_entries e WHERE e.log = p_log AND e.number > p_number)
  WHERE h.id = p_log AND h.keyframe_number <= p_number;
  DELETE FROM log_keyframes k WHERE k.log = p_log AND k.number IN (
    SELECT f.number FROM (
      SELECT i.number, i.number - lag(i.number, 1, 0::bigint) OVER (ORDER BY i.number) AS distance,
        row_number() OVER (ORDER BY i.number DESC) AS rank, count(*) OVER () AS total
      FROM log_keyframes i WHERE i.log = p_log
    ) f
    WHERE f.rank > 3 ORDER BY f.distance, f.number
    LIMIT greatest((SELECT count(*) FROM log_keyframes i WHERE i.log = p_log) - greatest(p_keep, 3), 0)
  );
END $$;
