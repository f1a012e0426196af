-- What was committed and is to be told to whoever looks at figures meanwhile: written with the facts, taken away when it is told.
-- kind: 1 the ledger, 2 a sign-up, 3 a subscription, 4 a payment. A transaction leaves one row of a kind at most: the last.
CREATE TABLE change_notice (
  kind smallint NOT NULL,
  notice_id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  customer_id text COLLATE "C",
  reference text COLLATE "C", -- the subscription or payment
  amount bigint, -- micro-units: what MRR changed by, or what was paid
  currency text COLLATE "C",
  PRIMARY KEY (kind, notice_id)
);
