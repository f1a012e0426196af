-- Figures computed ahead of questions (Precomputed.cs): one row each, replaced as a whole. as_of is the moment they speak of.
CREATE TABLE precomputed (
  name text COLLATE "C" PRIMARY KEY,
  as_of timestamptz NOT NULL,
  body bytea NOT NULL
);
