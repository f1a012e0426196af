-- Conversations in Teams: where the bot is or was, and how it is reached there. kind: 0 personal, 1 group chat, 2 channel.
CREATE TABLE teams_conversation (
  tenant text COLLATE "C" NOT NULL,
  conversation text COLLATE "C" NOT NULL,
  kind smallint NOT NULL,
  service_url text NOT NULL,
  bot_id text NOT NULL,
  -- Of a personal chat: the person as the bot knows them, and as their directory does.
  user_id text COLLATE "C",
  person text COLLATE "C",
  team text COLLATE "C",
  -- When the bot came and went, by the platform's clock: events come in any order.
  installed_at timestamptz,
  installed_by text COLLATE "C",
  removed_at timestamptz,
  welcomed_at timestamptz,
  -- Why nothing is sent there until somebody there acts.
  broken text,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, conversation)
);
CREATE INDEX teams_conversation_person ON teams_conversation (person) WHERE person IS NOT NULL;
CREATE INDEX teams_conversation_team ON teams_conversation (tenant, team) WHERE team IS NOT NULL;
