-- Lines of roll-ups are packed already: to compress them again costs every rebuild and every read more than the room it saves.
ALTER TABLE rollup_day ALTER COLUMN lines SET STORAGE EXTERNAL;
ALTER TABLE rollup_month ALTER COLUMN lines SET STORAGE EXTERNAL;
