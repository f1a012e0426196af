-- What happened on a day, without a look at every customer.
CREATE INDEX movement_day ON movement (day);
CREATE INDEX customer_created ON customer (created_at);
