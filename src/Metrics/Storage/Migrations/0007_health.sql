-- How each customer does: what the hourly pass last found. Rows that a pass finds unchanged are not written again.
-- band: 0 insufficient data, 1 high risk, 2 medium, 3 healthy. not_scored: 0 has a score, 4 left (frozen), 5 new.
-- mrr is in micro-units of the reporting currency; components are the counted signals, now and a week before.
CREATE TABLE health_score (
  customer_id text COLLATE "C" PRIMARY KEY,
  score numeric,
  coverage numeric NOT NULL,
  band smallint NOT NULL,
  not_scored smallint NOT NULL,
  mrr bigint NOT NULL,
  components jsonb NOT NULL,
  checksum bigint NOT NULL,
  computed_at timestamptz NOT NULL
);
CREATE INDEX health_score_worst ON health_score (band, mrr DESC, customer_id) WHERE not_scored = 0;

-- One row on each day on which a score moved, thinned to a week's last after a while: the latest row up to a day is the score of that day.
CREATE TABLE health_history (
  customer_id text COLLATE "C" NOT NULL,
  day date NOT NULL,
  score numeric,
  coverage numeric NOT NULL,
  band smallint NOT NULL,
  PRIMARY KEY (customer_id, day)
);
CREATE INDEX health_history_day ON health_history (day);
