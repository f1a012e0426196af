-- Who is ready to grow: what the hourly pass last found, also those that are held back. Rows that a pass finds unchanged are not written again.
-- held: 0 an offer may be made, 1 a payment fails, 2 a severe ticket is open, 3 a cancel is scheduled.
-- gain and mrr are micro-units of the reporting currency; gain is null where it cannot be told.
CREATE TABLE expansion_opportunity (
  customer_id text COLLATE "C" PRIMARY KEY,
  held smallint NOT NULL,
  gain bigint,
  mrr bigint NOT NULL,
  parts jsonb NOT NULL
);
CREATE INDEX expansion_opportunity_best ON expansion_opportunity (gain DESC NULLS LAST, customer_id) WHERE held = 0;
