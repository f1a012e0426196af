-- What stood before a later word replaced it, until the moment that word was recorded: so that what was known at an instant never
-- changes. The row in force at an instant is the earliest one that stood beyond it, and without one the row of the table itself.

-- rate NULL: there was none.
CREATE TABLE fx_rate_version (
  currency text COLLATE "C" NOT NULL,
  day date NOT NULL,
  whole_month boolean NOT NULL,
  rate numeric,
  known_until timestamptz NOT NULL,
  PRIMARY KEY (currency, day, whole_month, known_until)
);

-- kind NULL: there was none.
CREATE TABLE target_version (
  metric text COLLATE "C" NOT NULL,
  month date NOT NULL,
  kind smallint,
  value numeric,
  upper numeric,
  known_until timestamptz NOT NULL,
  PRIMARY KEY (metric, month, known_until)
);

-- Empty texts: it had none. A customer that became another has its last row here.
CREATE TABLE customer_version (
  customer_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  country text COLLATE "C" NOT NULL,
  segment text COLLATE "C" NOT NULL,
  known_until timestamptz NOT NULL,
  PRIMARY KEY (customer_id, known_until)
);
