-- When reports go out: what the configuration says, and what people subscribed. is_configured: named by the configuration, and gone with it.
CREATE TABLE digest_schedule (
  id text COLLATE "C" PRIMARY KEY,
  kind smallint NOT NULL,
  destination text COLLATE "C" NOT NULL,
  cron text NOT NULL,
  zone text COLLATE "C" NOT NULL,
  is_configured boolean NOT NULL,
  since timestamptz NOT NULL,
  paused_at timestamptz,
  created_by text NOT NULL
);
CREATE UNIQUE INDEX digest_schedule_subscription ON digest_schedule (kind, destination) WHERE NOT is_configured;

-- A report as it was built, once: whoever gets it, whenever, and however often it is tried, gets these figures.
CREATE TABLE digest (
  kind smallint NOT NULL,
  last_day date NOT NULL,
  content jsonb NOT NULL,
  built_at timestamptz NOT NULL,
  PRIMARY KEY (kind, last_day)
);

-- One for each schedule and local day, and one for each report and destination, for ever. Put in together with the messages.
CREATE TABLE digest_run (
  schedule_id text COLLATE "C" NOT NULL,
  local_day date NOT NULL,
  kind smallint NOT NULL,
  last_day date NOT NULL,
  destination text COLLATE "C" NOT NULL,
  message_key text COLLATE "C" NOT NULL,
  due_at timestamptz NOT NULL,
  claimed_at timestamptz NOT NULL,
  PRIMARY KEY (schedule_id, local_day),
  UNIQUE (kind, last_day, destination)
);
CREATE INDEX digest_run_due ON digest_run (due_at);

-- How a whole message stands, sent parts and all.
CREATE INDEX outbox_of_message ON outbox (message_key);

-- A report that had not gone out in time, and that somebody was told of it, in the messages that begin with notice_key: once, and once when it did after all.
CREATE TABLE digest_watch (
  schedule_id text COLLATE "C" NOT NULL,
  local_day date NOT NULL,
  kind smallint NOT NULL,
  last_day date NOT NULL,
  destination text COLLATE "C" NOT NULL,
  notice_key text COLLATE "C" NOT NULL,
  told_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (schedule_id, local_day)
);
CREATE INDEX digest_watch_open ON digest_watch (told_at) WHERE ended_at IS NULL;

-- How far a mail came, written before the step that cannot be taken back: closed_at before the end of its data, accepted_at after the server took it.
CREATE TABLE mail_delivery (
  delivery_id text COLLATE "C" PRIMARY KEY,
  closed_at timestamptz NOT NULL,
  accepted_at timestamptz
);

-- Who wants no more mails of a kind, by the link in one of them.
CREATE TABLE mail_stop (
  address text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  stopped_at timestamptz NOT NULL,
  PRIMARY KEY (address, kind)
);
