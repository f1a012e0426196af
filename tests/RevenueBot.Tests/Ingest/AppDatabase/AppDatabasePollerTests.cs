using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RevenueBot.Ingest.AppDatabase;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.AppDatabase;

public sealed class AppDatabasePollerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_is_told_and_tried_again_at_the_next_turn()
    {
        await using var application = await Application.CreateAsync(Cancel);
        await application.ExecuteAsync("ALTER TABLE users RENAME TO people");
        await using var source = application.Source();
        var (time, log) = (new ManualTime(), new Lines());
        var options = AppDatabaseOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("AppDatabase:ConnectionString", application.ConnectionString)]).Build())!;
        using var poller = new AppDatabasePoller(source, options, time, log);

        await poller.StartAsync(Cancel);
        (await log.NextAsync(Cancel)).ShouldBe("The application's database is not read: The application's database has no table users: set AppDatabase:Users:Table.");
        await application.ExecuteAsync("ALTER TABLE people RENAME TO users");
        time.Tick();
        (await log.NextAsync(Cancel)).ShouldBe("The application's database is read.");

        time.Period.ShouldBe(TimeSpan.FromMinutes(5));
        (await application.Ledger.CountAsync("customer")).ShouldBe(2);
        await poller.StopAsync(Cancel);
    }

    /// <summary>A clock whose only timer fires when the test says so.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private Action _fire = () => { };

        public TimeSpan Period { get; private set; }

        public void Tick() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Period = period;
            _fire = () => callback(state);
            return new Handle();
        }

        private sealed class Handle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    private sealed class Lines : ILogger<AppDatabasePoller>
    {
        private readonly System.Threading.Channels.Channel<string> _lines = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public ValueTask<string> NextAsync(CancellationToken cancel) => _lines.Reader.ReadAsync(cancel);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Writer.TryWrite(formatter(state, exception));
    }
}
