-- Forecasts of MRR as they were made at a month's end, to be held against what came. Never changed.
CREATE TABLE mrr_forecast (
  made_on date NOT NULL,                -- the month's last day
  month date NOT NULL,                  -- first day of the month that is forecast
  currency text COLLATE "C" NOT NULL,   -- the reporting currency of then
  mean bigint NOT NULL,                 -- micro-units, as are the ranges; null: not known
  low80 bigint,
  high80 bigint,
  low95 bigint,
  high95 bigint,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (made_on, month, currency)
);

-- What a board report recommended, so that the next one can say what became of it.
CREATE TABLE board_advice (
  month date NOT NULL,                  -- first day of the month of the report
  rule text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  place integer NOT NULL,               -- 1: the most money
  what text NOT NULL,
  owner text NOT NULL,
  money text NOT NULL,
  measure text NOT NULL,                -- what the rule looks at, in words: "MRR that unpaid invoices took"
  measured bigint NOT NULL,             -- its value then, micro-units or a count
  made_at timestamptz NOT NULL,
  PRIMARY KEY (month, rule)
);

-- Board reports that reached their readers, with the version of the definitions they were made by.
CREATE TABLE board_report (
  month date PRIMARY KEY,               -- first day
  rules text COLLATE "C" NOT NULL,
  made_at timestamptz NOT NULL
);
