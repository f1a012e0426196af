-- The last question of each person in each thread, so that "by plan" can follow it. Kept for a day.
CREATE TABLE conversation (
  platform text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  thread text COLLATE "C" NOT NULL, -- empty: the place itself, a direct message
  person text COLLATE "C" NOT NULL,
  question text NOT NULL,           -- in its canonical form
  answer_id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (platform, workspace, place, thread, person)
);

CREATE INDEX conversation_at ON conversation (at);
