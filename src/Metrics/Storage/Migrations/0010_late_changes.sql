-- What a transaction changed in days that were over, summed over customers: so that a restatement is found without a look at the
-- ledger. kind 0 with amount 0 says that something else of such a day changed. xid tells what a reader's snapshot had seen.
CREATE TABLE late_change (
  recorded_at timestamptz NOT NULL,
  day date NOT NULL,
  currency text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  amount bigint NOT NULL,
  customers integer NOT NULL,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX late_change_recorded ON late_change (recorded_at);

-- What a person, a channel or a report has been told: figures in a currency, as of a moment, with all that was committed by then.
CREATE TABLE told (
  reader text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  told_at timestamptz NOT NULL,
  seen pg_snapshot NOT NULL,
  PRIMARY KEY (reader, currency)
);
