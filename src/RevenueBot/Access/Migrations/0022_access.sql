-- What an administrator gave or took away in chat or at the terminal, beside the configuration, which it cannot change.
CREATE TABLE access_grant (
  platform text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL, -- empty: whichever the person or channel is met in
  subject_kind text COLLATE "C" NOT NULL CHECK (subject_kind IN ('person', 'channel')),
  subject_id text COLLATE "C" NOT NULL,
  is_allowed boolean NOT NULL,
  role text COLLATE "C", -- of a channel without one: what who posts may show
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (platform, subject_kind, workspace, subject_id),
  CHECK (subject_kind = 'channel' OR is_allowed = (role IS NOT NULL))
);

-- One row for every decision about somebody who asked: what, where, and whether they got it. No question as typed, no figure, no customer.
CREATE TABLE access_audit (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  surface text COLLATE "C" NOT NULL, -- slack, teams, api, terminal
  workspace text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL, -- the platform's id, or the name of an API key
  place text COLLATE "C" NOT NULL,
  act text COLLATE "C" NOT NULL, -- ask, share, receipt, export, alert, grant, GET …
  metric text COLLATE "C" NOT NULL,
  role text COLLATE "C",
  is_allowed boolean NOT NULL,
  reason text COLLATE "C", -- why not; of a grant, what was given
  answer_id text COLLATE "C" -- a digest: the id itself holds the question
);
CREATE INDEX access_audit_at ON access_audit (at);
CREATE INDEX access_audit_person ON access_audit (person, at);
