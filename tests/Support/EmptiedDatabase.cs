using Npgsql;

namespace RevenueBot.Support;

/// <summary>
/// Brings a used database back to what it was after its migrations: whoever is still connected is thrown out, tables lose their rows,
/// counters begin anew, rows that migrations wrote return. A database whose schema a test changed is not brought back.
/// </summary>
public static class EmptiedDatabase
{
    /// <summary>Beside the schema of the product, which no test looks into.</summary>
    private const string Prepare =
        """
        CREATE SCHEMA testing;

        CREATE FUNCTION testing.shape() RETURNS text LANGUAGE sql AS $$
          SELECT md5(string_agg(one, E'\n' ORDER BY one)) FROM (
            SELECT format('%s.%s %s %s %s', relnamespace::regnamespace, relname, relkind, relpersistence,
              (SELECT string_agg(format('%s %s %s', attname, atttypid::regtype, attnotnull), ',' ORDER BY attname) FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)) AS one
            FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'i') AND relnamespace::regnamespace::text NOT IN ('testing', 'pg_catalog', 'information_schema', 'pg_toast')
            UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
            UNION ALL SELECT format('function %s', oid::regprocedure) FROM pg_proc WHERE pronamespace::regnamespace::text NOT IN ('testing', 'pg_catalog', 'information_schema')
            UNION ALL SELECT format('trigger %s', tgname) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT format('grant %s', relacl) FROM pg_class WHERE relacl IS NOT NULL AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
            UNION ALL SELECT format('setting %s', setconfig) FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT format('schema %s', nspname) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_') AS every
        $$;

        CREATE TABLE testing.kept (table_name text NOT NULL);
        DO $$
        DECLARE
          name text;
          has_rows boolean;
        BEGIN
          FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text NOT IN ('testing', 'pg_catalog', 'information_schema') LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO has_rows;
            CONTINUE WHEN NOT has_rows;
            EXECUTE format('CREATE TABLE testing.%I AS TABLE %s', 'kept ' || name, name);
            INSERT INTO testing.kept VALUES (name);
          END LOOP;
        END $$;
        CREATE TABLE testing.kept_shape AS SELECT testing.shape() AS shape;

        CREATE FUNCTION testing.empty() RETURNS boolean LANGUAGE plpgsql AS $$
        DECLARE
          name text;
          used text[] := '{}';
          has_rows boolean;
        BEGIN
          IF testing.shape() IS DISTINCT FROM (SELECT shape FROM testing.kept_shape) THEN RETURN false; END IF;
          FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text NOT IN ('testing', 'pg_catalog', 'information_schema') LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO has_rows;
            IF has_rows OR name IN (SELECT table_name FROM testing.kept) THEN used := used || name; END IF;
          END LOOP;
          IF used <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(used, ', ') || ' CASCADE'; END IF;
          PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences WHERE last_value IS NOT NULL;
          FOR name IN SELECT table_name FROM testing.kept LOOP
            EXECUTE format('INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT * FROM testing.%I', name, 'kept ' || name);
          END LOOP;
          RETURN true;
        END $$;
        """;

    private const string Empty =
        """
        SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        SELECT testing.empty();
        """;

    /// <summary>Once, on the template.</summary>
    public static async Task PrepareAsync(NpgsqlDataSource template)
    {
        await using var command = template.CreateCommand(Prepare);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>False where it cannot be brought back, and must be dropped.</summary>
    public static async Task<bool> TryEmptyAsync(string connectionString)
    {
        try
        {
            await using NpgsqlConnection connection = new(connectionString);
            await connection.OpenAsync();
            await using NpgsqlCommand command = new(Empty, connection);
            await using var rows = await command.ExecuteReaderAsync();
            return await rows.NextResultAsync() && await rows.ReadAsync() && rows.GetBoolean(0);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
