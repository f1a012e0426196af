-- Facts, the ledger made from them, and the roll-ups made from the ledger.
-- Text keys compare bytewise (COLLATE "C"): the same order on every machine, and faster.
-- A table with a customer_id has it first in its primary key, so that it can be distributed by customer.

-- Facts -----------------------------------------------------------------------------------------------------------------

CREATE TABLE customer (
  customer_id text COLLATE "C" PRIMARY KEY,
  name text,
  email text,
  country text COLLATE "C",
  segment text COLLATE "C",
  owner text,
  created_at timestamptz,
  attributes jsonb,
  is_placeholder boolean NOT NULL DEFAULT false
);

CREATE TABLE customer_alias (
  alias_id text COLLATE "C" PRIMARY KEY,
  customer_id text COLLATE "C" NOT NULL
);
CREATE INDEX customer_alias_customer ON customer_alias (customer_id);

CREATE TABLE app_user (
  customer_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  email text,
  created_at timestamptz,
  is_bot boolean NOT NULL DEFAULT false,
  is_placeholder boolean NOT NULL DEFAULT false,
  PRIMARY KEY (customer_id, user_id)
);

CREATE TABLE plan (
  plan_id text COLLATE "C" PRIMARY KEY,
  name text,
  tier integer,
  currency text COLLATE "C",
  unit_amount_minor numeric,
  billing_interval smallint,
  interval_count integer,
  limits jsonb,
  features jsonb,
  is_placeholder boolean NOT NULL DEFAULT false
);

-- The complete state of one subscription item from effective_at on. Rows are only added; withdrawn_at is the one column that changes.
CREATE TABLE subscription_event (
  customer_id text COLLATE "C" NOT NULL,
  source smallint NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  subscription_id text COLLATE "C" NOT NULL,
  item_id text COLLATE "C" NOT NULL,
  plan_id text COLLATE "C" NOT NULL,
  quantity numeric NOT NULL,
  unit_amount_minor numeric NOT NULL,
  amount_minor numeric,
  currency text COLLATE "C" NOT NULL,
  billing_interval smallint NOT NULL,
  interval_count integer NOT NULL,
  discounts text,
  status smallint NOT NULL,
  cancel_at_period_end boolean NOT NULL,
  current_period_end timestamptz,
  trial_end timestamptz,
  effective_at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  kind smallint NOT NULL,
  tax_minor numeric NOT NULL,
  recorded_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (customer_id, source, event_id, recorded_at)
);
CREATE UNIQUE INDEX subscription_event_id ON subscription_event (source, event_id) WHERE withdrawn_at IS NULL;

CREATE TABLE payment (
  customer_id text COLLATE "C" NOT NULL,
  source smallint NOT NULL,
  payment_id text COLLATE "C" NOT NULL,
  subscription_id text COLLATE "C",
  amount_minor bigint NOT NULL,
  tax_minor bigint,
  currency text COLLATE "C" NOT NULL,
  status smallint NOT NULL,
  failure_reason text,
  plan_id text COLLATE "C",
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, source, payment_id, status)
);
CREATE INDEX payment_occurred ON payment (occurred_at);

CREATE TABLE usage_record (
  customer_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  metric text COLLATE "C" NOT NULL,
  quantity numeric NOT NULL,
  recorded_at timestamptz NOT NULL,
  usage_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (customer_id, usage_id)
);
CREATE INDEX usage_record_recorded ON usage_record (recorded_at);

CREATE TABLE ticket (
  customer_id text COLLATE "C" NOT NULL,
  ticket_id text COLLATE "C" NOT NULL,
  severity smallint NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  satisfaction integer,
  PRIMARY KEY (customer_id, ticket_id)
);

CREATE TABLE nps_response (
  customer_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  score integer NOT NULL,
  comment text,
  responded_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, user_id, responded_at)
);

CREATE TABLE fx_rate (
  currency text COLLATE "C" NOT NULL,
  day date NOT NULL,
  whole_month boolean NOT NULL,
  rate numeric NOT NULL,
  PRIMARY KEY (currency, day, whole_month)
);
CREATE INDEX fx_rate_daily ON fx_rate (currency) WHERE NOT whole_month;

CREATE TABLE annotation (
  day date NOT NULL,
  kind smallint NOT NULL,
  text text COLLATE "C" NOT NULL,
  PRIMARY KEY (day, kind, text)
);

CREATE TABLE target (
  metric text COLLATE "C" NOT NULL,
  month date NOT NULL,
  kind smallint NOT NULL,
  value numeric NOT NULL,
  upper numeric,
  PRIMARY KEY (metric, month)
);

-- Sources ---------------------------------------------------------------------------------------------------------------

CREATE TABLE source_state (
  source text COLLATE "C" PRIMARY KEY,
  data_through timestamptz NOT NULL
);

CREATE TABLE data_problem (
  source text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  sentence text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  PRIMARY KEY (source, reference)
);

-- What a source sent, kept before it is acknowledged. status: 0 waiting, 1 done, 2 dead.
CREATE TABLE inbox (
  source text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  received_at timestamptz NOT NULL,
  status smallint NOT NULL DEFAULT 0,
  body bytea NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  error text,
  PRIMARY KEY (source, event_id)
);
CREATE INDEX inbox_due ON inbox (source, due_at) WHERE status = 0;

-- The last known object of a biller, by its kind and id.
CREATE TABLE stripe_object (
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  body text NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (kind, id)
);

CREATE TABLE backfill_cursor (
  source text COLLATE "C" NOT NULL,
  object_kind text COLLATE "C" NOT NULL,
  cursor text,
  done boolean NOT NULL DEFAULT false,
  objects bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (source, object_kind)
);

-- Ledger ----------------------------------------------------------------------------------------------------------------

-- The rules by which the ledger was made ('' until the first fact), and a number that rises with every change of a rate; one row.
CREATE TABLE ledger_meta (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  profile_name text NOT NULL,
  rules text NOT NULL,
  rules_hash text COLLATE "C" NOT NULL,
  fx_version bigint NOT NULL,
  rebuilt_at timestamptz
);
INSERT INTO ledger_meta (profile_name, rules, rules_hash, fx_version) VALUES ('default', '', '', 1);

-- A row stands from recorded_at until superseded_at; superseded_at is the one column that changes.
CREATE TABLE movement (
  customer_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  seq smallint NOT NULL,
  at timestamptz NOT NULL,
  subscription_id text COLLATE "C" NOT NULL,
  plan_id text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  reason smallint NOT NULL,
  amount bigint NOT NULL,
  gross bigint NOT NULL,
  committed bigint NOT NULL,
  trial bigint NOT NULL,
  customers smallint NOT NULL,
  plan_customers smallint NOT NULL,
  currency_customers smallint NOT NULL,
  cancels smallint NOT NULL,
  trials smallint NOT NULL,
  gap_days integer,
  recorded_at timestamptz NOT NULL,
  superseded_at timestamptz NOT NULL DEFAULT 'infinity',
  CONSTRAINT movement_pkey PRIMARY KEY (customer_id, day, seq, recorded_at)
);

-- Roll-ups --------------------------------------------------------------------------------------------------------------

-- Changes not yet in the roll-ups below: appended with the ledger rows they sum up, so that no row is hot.
CREATE TABLE rollup_delta (
  day date NOT NULL,
  kind smallint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  plan_id text COLLATE "C" NOT NULL,
  country text COLLATE "C" NOT NULL,
  segment text COLLATE "C" NOT NULL,
  amount bigint NOT NULL,
  gross bigint NOT NULL,
  committed bigint NOT NULL,
  trial bigint NOT NULL,
  customers integer NOT NULL,
  plan_customers integer NOT NULL,
  currency_customers integer NOT NULL,
  movements integer NOT NULL,
  plan_movements integer NOT NULL,
  cancels integer NOT NULL,
  trials integer NOT NULL
);

-- One row per dimension and day: what the day changed under every key, currency and kind, packed (RollupLines.cs). A company
-- has few days and many lines; a row per line would be more rows than the ledger of a small company.
-- dim: 0 total, 1 plan, 2 currency, 3 country, 4 segment.
CREATE TABLE rollup_day (
  dim smallint NOT NULL,
  day date NOT NULL,
  lines bytea NOT NULL,
  CONSTRAINT rollup_day_pkey PRIMARY KEY (dim, day)
);

-- The same by month; day is the first of it.
CREATE TABLE rollup_month (
  dim smallint NOT NULL,
  day date NOT NULL,
  lines bytea NOT NULL,
  CONSTRAINT rollup_month_pkey PRIMARY KEY (dim, day)
);
