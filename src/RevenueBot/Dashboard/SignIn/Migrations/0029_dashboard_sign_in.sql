-- Links to the dashboard, asked for in chat or printed by the program: each good once, for minutes, and kept only as a hash.
CREATE TABLE dashboard_link (
  secret_hash bytea PRIMARY KEY,
  viewer text COLLATE "C" NOT NULL, -- slack/T1/U2, teams/TENANT/PERSON, terminal
  browser_code text COLLATE "C", -- the browser that alone may use it; null: the one that opens it
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX dashboard_link_expiry ON dashboard_link (expires_at);

-- Who is signed in where. Signing out deletes the row; what a viewer may see is decided at each request, by their role of that moment.
CREATE TABLE dashboard_session (
  session_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  viewer text COLLATE "C" NOT NULL,
  browser text NOT NULL, -- "Firefox on Linux", for whoever looks through their sessions
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX dashboard_session_viewer ON dashboard_session (viewer);
CREATE INDEX dashboard_session_expiry ON dashboard_session (expires_at);
