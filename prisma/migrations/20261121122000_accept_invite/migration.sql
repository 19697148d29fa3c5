-- Accepting a join link, as one statement: the interview's row is locked first, so two people
-- pressing "accept" at once are answered one after the other and seats are counted rightly.
--
-- outcome: joined | already (a participant with this role) | other-role | taken | full | ended | not-found
CREATE FUNCTION accept_invite(p_token_hash bytea, p_user uuid, p_max_interviewers int, p_max_observers int)
RETURNS TABLE (outcome text, interview_id uuid, number int, role text)
LANGUAGE plpgsql VOLATILE
AS $$
#variable_conflict use_column
DECLARE
  link record;
  mine record;
  seats int;
BEGIN
  SELECT i.id, i.interview_id, i.role INTO link FROM invites i
    WHERE i.token_hash = p_token_hash AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp();
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'not-found', NULL::uuid, NULL::int, NULL::text; RETURN;
  END IF;

  PERFORM FROM interviews v WHERE v.id = link.interview_id FOR UPDATE;
  -- Read again under the lock: the link may have been revoked while we waited.
  PERFORM FROM invites i WHERE i.id = link.id AND i.revoked_at IS NULL;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'not-found', NULL::uuid, NULL::int, NULL::text; RETURN;
  END IF;

  SELECT p.number::int AS number, p.role, p.removed_at INTO mine FROM participants p
    WHERE p.interview_id = link.interview_id AND p.user_id = p_user;
  IF FOUND AND mine.removed_at IS NULL THEN
    RETURN QUERY SELECT CASE WHEN mine.role = link.role THEN 'already' ELSE 'other-role' END,
      link.interview_id, mine.number, mine.role;
    RETURN;
  END IF;

  PERFORM FROM interviews v WHERE v.id = link.interview_id AND v.status IN ('scheduled', 'lobby', 'live');
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'ended', link.interview_id, NULL::int, link.role; RETURN;
  END IF;

  SELECT count(*) INTO seats FROM participants p
    WHERE p.interview_id = link.interview_id AND p.removed_at IS NULL
      AND (p.role = link.role OR (link.role = 'candidate' AND p.role = 'solo'));
  IF link.role = 'candidate' AND seats >= 1 THEN
    RETURN QUERY SELECT 'taken', link.interview_id, NULL::int, link.role; RETURN;
  END IF;
  IF (link.role = 'interviewer' AND seats >= p_max_interviewers)
    OR (link.role = 'observer' AND seats >= p_max_observers) THEN
    RETURN QUERY SELECT 'full', link.interview_id, NULL::int, link.role; RETURN;
  END IF;

  IF mine.number IS NOT NULL THEN
    -- Somebody who left or was removed comes back by a valid link, under the same number.
    UPDATE participants p SET role = link.role, removed_at = NULL
      WHERE p.interview_id = link.interview_id AND p.number = mine.number;
    RETURN QUERY SELECT 'joined', link.interview_id, mine.number, link.role; RETURN;
  END IF;

  RETURN QUERY
    INSERT INTO participants AS p (interview_id, number, user_id, role)
    SELECT link.interview_id, coalesce(max(q.number), 0) + 1, p_user, link.role
      FROM participants q WHERE q.interview_id = link.interview_id
    RETURNING 'joined', p.interview_id, p.number::int, p.role;
END $$;
