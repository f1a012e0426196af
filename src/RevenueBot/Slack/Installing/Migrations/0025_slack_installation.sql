-- Where the app is installed: a workspace by its team id, a whole organization by its enterprise id. Tokens are sealed; a removed
-- installation keeps its row without them. What happened to each stands in slack_installation_event for good.
CREATE TABLE slack_installation (
  id text COLLATE "C" PRIMARY KEY,
  is_enterprise_install boolean NOT NULL,
  enterprise_id text COLLATE "C",
  team_id text COLLATE "C",
  name text NOT NULL,
  app_id text,
  bot_user_id text,
  scopes text[] NOT NULL,
  installer text,
  installed_at timestamptz NOT NULL,
  from_settings boolean NOT NULL,
  state smallint NOT NULL,
  reason text,
  changed_at timestamptz NOT NULL,
  token bytea,
  refresh_token bytea,
  expires_at timestamptz,
  renewed_at timestamptz NOT NULL,
  welcomed_at timestamptz
);

CREATE TABLE slack_installation_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  installation_id text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  detail text
);

-- Installs that were begun in a browser and have not come back yet.
CREATE TABLE slack_install_state (
  state_hash bytea PRIMARY KEY,
  browser_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
