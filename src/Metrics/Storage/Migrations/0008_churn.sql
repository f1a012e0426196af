-- Models of churn as they were trained, the newest first by id. features names the numbers of a score in their order; body is the model, card what came of training.
CREATE TABLE churn_model (
  model_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  trained_at timestamptz NOT NULL,
  features text[] NOT NULL,
  body text NOT NULL,
  card text NOT NULL
);

-- How likely each paying customer is to leave within 30, 60 and 90 days from as_of on; mrr is in micro-units of the reporting currency.
-- base and contributions add up to the log-odds of p30; inputs are what the features were (NaN: not known).
CREATE TABLE churn_score (
  customer_id text COLLATE "C" PRIMARY KEY,
  as_of timestamptz NOT NULL,
  model_id bigint NOT NULL,
  p30 double precision NOT NULL,
  p60 double precision NOT NULL,
  p90 double precision NOT NULL,
  base double precision NOT NULL,
  contributions double precision[] NOT NULL,
  inputs double precision[] NOT NULL,
  mrr bigint NOT NULL,
  cancel_scheduled boolean NOT NULL
);
CREATE INDEX churn_score_worst ON churn_score ((p30 * mrr) DESC, customer_id);
