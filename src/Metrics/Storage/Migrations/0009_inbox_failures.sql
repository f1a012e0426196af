-- How often applying a message has failed, and since when; what a killed worker leaves behind is no failure.
ALTER TABLE inbox DROP COLUMN attempts, ADD COLUMN failures integer NOT NULL DEFAULT 0, ADD COLUMN failing_since timestamptz;
