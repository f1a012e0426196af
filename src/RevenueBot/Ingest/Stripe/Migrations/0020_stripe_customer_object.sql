-- Objects of the biller that belong to a customer, as last seen; the catalogue is in stripe_object. Facts are made from these.
CREATE TABLE stripe_customer_object (
  customer_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  body text NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, kind, id)
);
CREATE INDEX stripe_customer_object_id ON stripe_customer_object (kind, id);
