-- Runs of scheduled jobs: one row each, by the moment the run was due, so that a job runs once for it on however many replicas.
-- The scheduler's own tables stand in their own schema and are made by it.
CREATE SCHEMA IF NOT EXISTS quartz;

CREATE TABLE job_run (
  name text COLLATE "C" NOT NULL,
  due_at timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  error text,
  PRIMARY KEY (name, due_at)
);
