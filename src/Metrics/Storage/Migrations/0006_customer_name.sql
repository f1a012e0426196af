-- Customers are found by what people call them: the whole name, or its beginning.
CREATE INDEX customer_name ON customer (lower(name) text_pattern_ops);
