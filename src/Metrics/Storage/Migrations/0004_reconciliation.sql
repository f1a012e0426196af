-- The last comparison of the ledger with each biller: part of the freshness of every answer.
CREATE TABLE reconciliation (
  source text COLLATE "C" PRIMARY KEY,
  at timestamptz NOT NULL,
  customers integer NOT NULL,
  differing integer NOT NULL
);
