using Npgsql;
using RevenueBot.Postgres;

namespace RevenueBot.Support;

/// <summary>
/// Brings a used database back to what it was after its migrations: whoever is still connected is thrown out, tables lose their rows,
/// counters begin anew, rows that migrations wrote return. A database whose schema a test changed is not brought back. To open a connection
/// costs more than all that: the one that does it stays open, and the pool is used again with the database.
/// </summary>
public sealed class EmptiedDatabase : IAsyncDisposable
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

        -- All but the one who asks, and the connections that rest in the pool.
        CREATE VIEW testing.strangers AS
        SELECT pid, application_name = 'pool' AS is_pooled FROM pg_stat_activity AS a WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND (application_name <> 'pool' OR state <> 'idle' OR EXISTS (SELECT FROM pg_locks AS l WHERE l.pid = a.pid));

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

        CREATE FUNCTION testing.empty(OUT is_empty boolean, OUT has_cut boolean) LANGUAGE plpgsql AS $$
        DECLARE
          name text;
          used text[] := '{}';
          strangers int[];
          has_rows boolean;
        BEGIN
          is_empty := false;
          SELECT array_agg(pid), COALESCE(bool_or(is_pooled), false) INTO strangers, has_cut FROM testing.strangers;
          PERFORM pg_terminate_backend(pid) FROM unnest(strangers) AS pid;
          WHILE EXISTS (SELECT FROM testing.strangers) LOOP
            IF clock_timestamp() > now() + interval '5 seconds' THEN RETURN; END IF;
            PERFORM pg_sleep(0.002), pg_stat_clear_snapshot();
          END LOOP;
          IF EXISTS (SELECT FROM testing.changed) OR EXISTS (SELECT FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())) THEN
            IF testing.shape() IS DISTINCT FROM (SELECT shape FROM testing.kept_shape) THEN RETURN; END IF;
            TRUNCATE testing.changed;
          END IF;
          FOR name IN SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text NOT IN ('testing', 'pg_catalog', 'information_schema') AND pg_relation_size(oid) > 0 LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM %s)', name) INTO has_rows;
            IF has_rows OR name IN (SELECT table_name FROM testing.kept) THEN used := used || name; END IF;
          END LOOP;
          IF used <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(used, ', ') || ' CASCADE'; END IF;
          PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences WHERE last_value IS NOT NULL;
          FOR name IN SELECT table_name FROM testing.kept LOOP
            EXECUTE format('INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT * FROM testing.%I', name, 'kept ' || name);
          END LOOP;
          is_empty := true;
        END $$;

        CREATE TABLE testing.changed ();
        CREATE FUNCTION testing.notice() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO testing.changed DEFAULT VALUES;
        END $$;
        CREATE EVENT TRIGGER changed ON ddl_command_end EXECUTE FUNCTION testing.notice();
        """;

    private readonly string _connectionString;
    private NpgsqlConnection? _connection;
    private long _killed;

    public EmptiedDatabase(string connectionString)
    {
        _connectionString = connectionString;
        Pool = Database.PoolOf($"{connectionString};Application Name=pool");
    }

    public NpgsqlDataSource Pool { get; }

    /// <summary>Once, on the template.</summary>
    public static async Task PrepareAsync(NpgsqlDataSource template)
    {
        await using var command = template.CreateCommand(Prepare);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>False where it cannot be brought back, and must be dropped.</summary>
    public async Task<bool> TryEmptyAsync()
    {
        if (_connection is not null)
        {
            try
            {
                return await EmptyAsync(_connection);
            }
            catch (NpgsqlException)
            {
                await _connection.DisposeAsync(); // a test has thrown out everybody, this connection too
            }
        }

        try
        {
            _connection = new NpgsqlConnection($"{_connectionString};Pooling=false");
            await _connection.OpenAsync();
            return await EmptyAsync(_connection);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private async Task<bool> EmptyAsync(NpgsqlConnection connection)
    {
        var wasCut = await KilledAsync(connection) != _killed; // by a test
        var (isEmpty, hasCut) = await ReadAsync(connection, "SELECT is_empty, has_cut FROM testing.empty()", row => (row.GetBoolean(0), row.GetBoolean(1)));
        if (wasCut || hasCut) Pool.Clear(); // some may rest in it, which it does not notice
        _killed = await KilledAsync(connection);
        return isEmpty;
    }

    /// <summary>How many connections to the database were ever cut.</summary>
    private static Task<long> KilledAsync(NpgsqlConnection connection) =>
        ReadAsync(connection, "SELECT pg_stat_get_db_sessions_killed(oid) FROM pg_database WHERE datname = current_database()", row => row.GetInt64(0));

    private static async Task<T> ReadAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return read(row);
    }
}
