-- What people noted about the market. What is taken back is kept, and shown to nobody.
CREATE TABLE intel_note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  author text COLLATE "C" NOT NULL, -- who may take it back: slack/T0/U0, teams/TENANT/PERSON, terminal, api/NAME
  author_name text NOT NULL,        -- as their platform called them when they wrote it
  text text NOT NULL,
  link text,
  noted_at timestamptz NOT NULL,
  removed_at timestamptz,
  removed_by text COLLATE "C"
);

CREATE INDEX intel_note_noted_at ON intel_note (noted_at) WHERE removed_at IS NULL;

-- What is known of each feed since it was first read.
CREATE TABLE intel_feed (
  address text COLLATE "C" PRIMARY KEY,
  etag text,
  last_modified text,
  read_at timestamptz,    -- the last time it could be read
  tried_at timestamptz NOT NULL,
  problem text,           -- why it could not be read, a sentence; null: it could
  is_gone boolean NOT NULL DEFAULT false
);

-- Every entry that was seen, so that none is listed twice.
CREATE TABLE intel_entry (
  feed text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,     -- of its id, or of what stands for one
  likeness text COLLATE "C" NOT NULL, -- of its title and link: the same under another id is the same
  feed_name text NOT NULL,
  title text NOT NULL,
  link text,
  published_at timestamptz,
  seen_at timestamptz NOT NULL,
  listed_at timestamptz,             -- the moment by whose day it is reported; null: it was old when the feed was first read
  PRIMARY KEY (feed, key),
  UNIQUE (feed, likeness)
);

CREATE INDEX intel_entry_listed_at ON intel_entry (listed_at) WHERE listed_at IS NOT NULL;
