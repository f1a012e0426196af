-- Alerts: where every rule stands for every subject that was ever beyond its threshold, what happened, and what is to be sent.
-- Text keys compare bytewise (COLLATE "C"). No table holds a name or a value that a person typed, but notes, and cards on their way.

-- One row per rule and subject; a closed one is overwritten by the next episode. version rises with every write: of two writers one wins.
CREATE TABLE alert_state (
  fingerprint text COLLATE "C" PRIMARY KEY,
  rule text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  state smallint NOT NULL,
  before_state smallint NOT NULL,
  since timestamptz NOT NULL,
  last_eval timestamptz NOT NULL,
  seen_ms bigint NOT NULL,
  condition text NOT NULL,
  last_value numeric,
  missed integer NOT NULL,
  alert_id text COLLATE "C",
  fired_at timestamptz,
  fired_value numeric,
  ended_at timestamptz,
  mrr bigint,
  reason text NOT NULL,
  handling jsonb NOT NULL,
  message_key text COLLATE "C",
  destination text COLLATE "C",
  told_at timestamptz,
  told_value numeric,
  hold text,
  for_morning boolean NOT NULL,
  version integer NOT NULL
);
CREATE UNIQUE INDEX alert_state_alert ON alert_state (alert_id);
CREATE INDEX alert_state_live ON alert_state (rule) WHERE state <> 0;
CREATE INDEX alert_state_message ON alert_state (message_key);
CREATE INDEX alert_state_subject ON alert_state (subject);

-- The history: every change, decision and action with its reason. Rows are only added.
CREATE TABLE alert_event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  kind smallint NOT NULL,
  reason text NOT NULL,
  value numeric,
  mrr bigint,
  by_person text
);
CREATE INDEX alert_event_alert ON alert_event (alert_id, event_id);
CREATE INDEX alert_event_at ON alert_event (at);

CREATE TABLE alert_silence (
  silence_id text COLLATE "C" PRIMARY KEY,
  matchers jsonb NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  by_person text NOT NULL,
  note text,
  created_at timestamptz NOT NULL,
  ended_by text
);

-- What people thought of an alert; a person's later answer replaces the earlier.
CREATE TABLE alert_feedback (
  alert_id text COLLATE "C" NOT NULL,
  by_person text COLLATE "C" NOT NULL,
  rule text COLLATE "C" NOT NULL,
  useful boolean NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (alert_id, by_person)
);

-- A message on a platform: posted once, edited from then on. reference is the platform's name for it, null until it is posted.
CREATE TABLE outbox_message (
  message_key text COLLATE "C" PRIMARY KEY,
  destination text COLLATE "C" NOT NULL,
  reference text,
  version integer NOT NULL,
  created_at timestamptz NOT NULL,
  merged_into text COLLATE "C"
);
CREATE INDEX outbox_message_created ON outbox_message (created_at);

-- What is to be sent. kind: 1 card, 2 line. state: 0 waiting, 1 sending, 2 sent, 3 dead, 4 superseded, 5 merged into a summary.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  destination text COLLATE "C" NOT NULL,
  message_key text COLLATE "C" NOT NULL REFERENCES outbox_message,
  kind smallint NOT NULL,
  dedupe_key text COLLATE "C" NOT NULL UNIQUE,
  alert_id text COLLATE "C",
  repeats_unknown boolean NOT NULL,
  payload jsonb NOT NULL,
  state smallint NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  uncertain boolean NOT NULL DEFAULT false,
  locked_until timestamptz,
  lock_token uuid,
  error text,
  advice text,
  created_at timestamptz NOT NULL,
  aged_from timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state IN (0, 1);
CREATE INDEX outbox_message_rows ON outbox (message_key, id) WHERE state IN (0, 1);
CREATE INDEX outbox_dead ON outbox (id) WHERE state = 3;
-- One in flight for each destination, whatever dispatchers think.
CREATE UNIQUE INDEX outbox_in_flight ON outbox (destination) WHERE state = 1;

-- A destination that asked for patience, or that has to be given some.
CREATE TABLE outbox_pause (
  destination text COLLATE "C" PRIMARY KEY,
  until timestamptz NOT NULL,
  reason text
);
