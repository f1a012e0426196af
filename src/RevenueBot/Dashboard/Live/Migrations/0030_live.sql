-- What open dashboards were told, in the order in which everybody is told it: seq is given under a lock that is held until the commit, so
-- that whoever has seen a number has seen all before it. Kept for a day; the newest row stays, so that numbers go on.
CREATE TABLE live_event (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  type smallint NOT NULL, -- 1 mrr_updated, 2 new_signup, 3 subscription_changed, 4 payment_received, 5 churn_alert
  at timestamptz NOT NULL,
  published_at timestamptz NOT NULL,
  customer_id text COLLATE "C",
  reference text COLLATE "C", -- the subscription, payment or alert
  amount bigint,
  currency text COLLATE "C"
);
CREATE INDEX live_event_type ON live_event (type, published_at);

-- The last line of the alerts' history that was looked at. Only evaluations fire alerts, one at a time: their lines commit in order.
CREATE TABLE live_mark (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  alert_event bigint NOT NULL
);
INSERT INTO live_mark (alert_event) SELECT COALESCE(max(event_id), 0) FROM alert_event;
