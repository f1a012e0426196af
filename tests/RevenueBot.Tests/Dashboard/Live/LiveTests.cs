using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RevenueBot.Access;
using RevenueBot.Access.Granting;
using RevenueBot.Dashboard.Live;
using RevenueBot.Dashboard.SignIn;
using RevenueBot.Tests.Browsing;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard.Live;

/// <summary>What is committed, by whichever replica, is told on open sockets: once, in order, and to everybody what they may know.</summary>
public sealed class LiveTests(LivePair pair) : IClassFixture<LivePair>
{
    private const string Admin = "slack/T0/UADMIN", Totals = "slack/T0/UTOTALS", Unnamed = "slack/T0/UUNNAMED", Customers = "slack/T0/UCUSTOMERS";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_program_imports_is_told_with_the_figures_of_the_page()
    {
        await pair.CalmAsync();
        await using var ana = await LiveClient.OpenAsync(pair.One, Admin);
        var now = pair.Time.GetUtcNow().ToString("O");
        await ImportAsync("customers", $"customer_id,name,created_at\nimp,Imp & Sons,{now}\n");
        (await ana.NextAsync("new_signup", "imp")).GetProperty("data").GetProperty("name").GetString().ShouldBe("Imp & Sons");
        await ImportAsync("subscription_events", $"event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at\nimp1,imp,sub_imp,pro,1,4900,USD,month,1,active,false,{now}\n");
        var figures = (await ana.NextAsync("mrr_updated")).GetProperty("data").GetProperty("tiles");
        (await ana.NextAsync("subscription_changed", "imp")).GetProperty("data").GetProperty("subscription_id").GetString().ShouldBe("sub_imp");
        await ImportAsync("payments", $"payment_id,customer_id,amount_minor,currency,status,occurred_at\nimp-p,imp,4900,USD,succeeded,{now}\n");
        (await ana.NextAsync("payment_received", "imp")).GetProperty("data").GetProperty("payment_id").GetString().ShouldBe("imp-p");

        using var browser = await pair.One.BrowserOfAsync(Admin);
        var page = await browser.GetStringAsync("/", Cancel);
        foreach (var id in (string[])["mrr", "growth", "arpa"]) figures.GetProperty($"t-{id}").GetString().ShouldBe(PageReading.Tile(page, id));
        page.ShouldContain($"data-seq=\"{pair.One.Services.GetRequiredService<LiveHub>().Seq}\"");
    }

    [Fact]
    public async Task Each_event_comes_from_its_cause_with_amounts_once()
    {
        await pair.CalmAsync();
        await using var ana = await LiveClient.OpenAsync(pair.Two, Admin);
        await pair.SubscribeAsync("cause");
        (await ana.NextAsync("subscription_changed", "cause")).GetProperty("data").GetProperty("mrr_change").GetProperty("text").GetString().ShouldBe("+$99");
        await pair.PayAsync("cause");
        (await ana.NextAsync("payment_received", "cause")).GetProperty("data").GetProperty("amount").GetProperty("micros").GetInt64().ShouldBe(99_000_000);
        var id = await pair.AlertAsync("cause");
        var alert = (await ana.NextAsync("churn_alert", "cause")).GetProperty("data");
        (alert.GetProperty("id").GetString(), alert.GetProperty("title").GetString(), alert.GetProperty("mrr").GetProperty("text").GetString()).ShouldBe((id, "High churn risk", "$698"));

        // The same facts again are no news: the next payment is somebody else's.
        await pair.CalmAsync();
        await pair.SubscribeAsync("cause");
        await pair.PayAsync("cause");
        await pair.PayAsync("cause-2");
        var next = await ana.NextAsync();
        (next.GetProperty("type").GetString(), next.GetProperty("data").GetProperty("customer_id").GetString()).ShouldBe(("payment_received", "cause-2"));
    }

    [Fact]
    public async Task Within_half_a_minute_the_last_of_a_kind_is_told_and_an_alert_at_once()
    {
        await pair.CalmAsync();
        await using var ana = await LiveClient.OpenAsync(pair.One, Admin);
        await pair.PayAsync("first");
        (await ana.NextAsync()).GetProperty("data").GetProperty("customer_id").GetString().ShouldBe("first");
        foreach (var customer in (string[])["second", "third", "fourth"]) await pair.PayAsync(customer);
        pair.Time.Step(LiveStore.Gather - TimeSpan.FromSeconds(1));
        await pair.AlertAsync("urgent");
        (await ana.NextAsync()).GetProperty("type").GetString().ShouldBe("churn_alert"); // not the payments, which came before it
        await pair.CalmAsync();
        (await ana.NextAsync()).GetProperty("data").GetProperty("customer_id").GetString().ShouldBe("fourth");
        await pair.AlertAsync("urgent-2");
        (await ana.NextAsync()).GetProperty("type").GetString().ShouldBe("churn_alert");
    }

    [Fact]
    public async Task Whoever_comes_back_to_either_replica_is_told_what_they_missed_and_nothing_twice()
    {
        await pair.CalmAsync();
        long known;
        await using (LiveClient here = await LiveClient.OpenAsync(pair.One, Admin), there = await LiveClient.OpenAsync(pair.Two, Admin))
        {
            await pair.AlertAsync("before");
            known = Seq(await here.NextAsync());
            Seq(await there.NextAsync()).ShouldBe(known);
        }

        await pair.AlertAsync("missed");
        await pair.PayAsync("missed");
        foreach (var bot in (DashboardBot[])[pair.One, pair.Two])
        {
            await using var back = await LiveClient.OpenAsync(bot, Admin, known);
            JsonElement[] missed = [await back.NextAsync(), await back.NextAsync()];
            missed.Select(one => one.GetProperty("type").GetString()).ShouldBe(["churn_alert", "payment_received"], ignoreOrder: true);
            Seq(missed[0]).ShouldBeGreaterThan(known);
            Seq(missed[1]).ShouldBeGreaterThan(Seq(missed[0]));
        }

        await pair.CalmAsync();
        await using var current = await LiveClient.OpenAsync(pair.Two, Admin, pair.One.Services.GetRequiredService<LiveHub>().Seq);
        await pair.AlertAsync("after");
        (await current.NextAsync()).GetProperty("data").GetProperty("customer_id").GetString().ShouldBe("after");
        await using var lost = await LiveClient.OpenAsync(pair.One, Admin, 1_000_000);
        (await lost.NextAsync()).GetProperty("type").GetString().ShouldBe("reset");
    }

    [Fact]
    public async Task What_commits_late_is_told_late_and_not_lost()
    {
        await pair.CalmAsync();
        await using var ana = await LiveClient.OpenAsync(pair.One, Admin);
        await using var connection = await pair.Database.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (NpgsqlCommand early = new("INSERT INTO change_notice (kind, at, customer_id) VALUES (4, now(), 'early')", connection)) await early.ExecuteNonQueryAsync(Cancel);
        await pair.PayAsync("later");
        var first = await ana.NextAsync("payment_received", "later");
        await transaction.CommitAsync(Cancel);
        await pair.CalmAsync();
        Seq(await ana.NextAsync("payment_received", "early")).ShouldBeGreaterThan(Seq(first));
    }

    [Fact]
    public async Task What_is_told_is_cut_by_rights()
    {
        await pair.CalmAsync();
        await using LiveClient totals = await LiveClient.OpenAsync(pair.One, Totals), unnamed = await LiveClient.OpenAsync(pair.One, Unnamed), named = await LiveClient.OpenAsync(pair.One, Customers);
        await pair.AlertAsync("grace");
        Data(await named.NextAsync("churn_alert")).ShouldContain("grace");
        await pair.SubscribeAsync("grace", name: "Grace <b>");
        Data(await totals.NextAsync("mrr_updated")).ShouldContain("\"t-mrr\"");
        Data(await totals.NextAsync("new_signup")).ShouldBe("{}");
        Data(await totals.NextAsync("subscription_changed")).ShouldBe("{}");
        Data(await unnamed.NextAsync("new_signup")).ShouldBe("{\"customer_id\":\"grace\"}");
        Data(await unnamed.NextAsync("subscription_changed")).ShouldNotContain("name");
        Data(await named.NextAsync("new_signup")).ShouldContain("Grace <b>");

        // Nobody else heard of the alert: what they hear next is the payment.
        await pair.PayAsync("grace");
        Data(await totals.NextAsync()).ShouldBe("{}");
        Data(await unnamed.NextAsync()).ShouldContain("pay_grace");
    }

    [Fact]
    public async Task It_closes_within_half_a_minute_for_who_signed_out_or_lost_their_role()
    {
        Subject eva = new(Platform.Slack, "", SubjectKind.Person, "UEVA");
        var grants = pair.One.Services.GetRequiredService<GrantStore>();
        await grants.PutAsync(new(eva, true, "totals", "test", pair.Time.GetUtcNow()), Cancel);
        pair.One.Services.GetRequiredService<AccessBook>().Forget();
        await using LiveClient gone = await LiveClient.OpenAsync(pair.One, Unnamed), denied = await LiveClient.OpenAsync(pair.One, "slack/T0/UEVA"), stays = await LiveClient.OpenAsync(pair.One, Admin);
        await pair.One.Services.GetRequiredService<Sessions>().EndAsync(Unnamed, null, Cancel);
        await grants.RemoveAsync(eva, Cancel);
        pair.Time.Step(TimeSpan.FromSeconds(30));
        (await gone.Closed.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).ShouldBe(LiveSocket.SignedOut);
        (await denied.Closed.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).ShouldBe(LiveSocket.SignedOut);
        stays.Closed.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Other_sites_strangers_and_too_many_are_refused_and_who_talks_is_thrown_out()
    {
        var token = await LiveClient.TokenAsync(pair.One, Unnamed);
        (await LiveClient.TryAsync(pair.One, token, "https://evil.example")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await LiveClient.TryAsync(pair.One, token, "null")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await LiveClient.TryAsync(pair.One, token, null)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await LiveClient.TryAsync(pair.One, token, Own, "-1")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await LiveClient.TryAsync(pair.One, null, Own)).Status.ShouldBe(HttpStatusCode.OK); // it was led to the page that says how to sign in
        (await LiveClient.TryAsync(pair.One, Secrets.New(), Own)).Status.ShouldBe(HttpStatusCode.OK);
        List<LiveClient> open = [];
        for (var i = 0; i < 4; i++) open.Add(await LiveClient.OpenAsync(pair.One, Customers));
        (await LiveClient.TryAsync(pair.One, await LiveClient.TokenAsync(pair.One, Customers), Own)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await open[0].SayAsync("x");
        (await open[0].Closed.WaitAsync(TimeSpan.FromSeconds(20), Cancel)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
        await Record.ExceptionAsync(() => open[1].SayAsync(new string('x', 1_000_000)));
        await open[1].Closed.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        foreach (var one in open) await one.DisposeAsync();
    }

    [Fact]
    public async Task The_listening_connections_are_killed_and_nothing_is_lost()
    {
        await pair.CalmAsync();
        await using LiveClient here = await LiveClient.OpenAsync(pair.One, Admin), there = await LiveClient.OpenAsync(pair.Two, Admin);
        await using (var kill = pair.Database.CreateCommand("SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"))
            ((long)(await kill.ExecuteScalarAsync(Cancel))!).ShouldBe(2);
        await pair.AlertAsync("unheard");
        Seq(await here.NextAsync("churn_alert", "unheard")).ShouldBe(Seq(await there.NextAsync("churn_alert", "unheard")));
    }

    [Fact]
    public async Task An_open_page_shows_what_happens_without_being_loaded_again()
    {
        NodePackages.SkipWithout();
        var scripts = Path.Combine(NodePackages.Root, "tests", "RevenueBot.Tests", "Dashboard", "Browser");
        await pair.SubscribeAsync("page", 5_000, "Page & Sons");
        await pair.CalmAsync();
        using var browser = NodePackages.Start(
            await NodePackages.InstallAsync("dashboard", scripts), "node", Path.Combine(scripts, "live.mjs"), NodePackages.Chromium!, pair.Two.Address.AbsoluteUri.TrimEnd('/'), await LiveClient.TokenAsync(pair.Two, "terminal"),
            Directory.CreateDirectory(Path.Combine(NodePackages.Root, "artifacts", "dashboard", "live")).FullName);
        var wrong = browser.StandardError.ReadToEndAsync(Cancel);
        while (await browser.StandardOutput.ReadLineAsync(Cancel) is { } wish)
        {
            await pair.CalmAsync();
            if (wish == "fact") await pair.SubscribeAsync("page", 6_000, "Page & Sons");
            else if (wish == "another") await pair.SubscribeAsync("page", 7_000, "Page & Sons");
            else if (wish == "alert") await pair.AlertAsync("page", 900_000_000); // first in the panel, which has room for six
            else await pair.Two.Services.GetRequiredService<Sessions>().EndAsync("terminal", null, Cancel);
            pair.Time.Step(TimeSpan.FromSeconds(10));
        }

        await browser.WaitForExitAsync(Cancel);
        (await wrong).ShouldBe("");
        browser.ExitCode.ShouldBe(0);
    }

    private string Own => pair.One.Address.GetLeftPart(UriPartial.Authority);

    private static long Seq(JsonElement told) => told.GetProperty("seq").GetInt64();

    private static string Data(JsonElement told) => told.GetProperty("data").GetRawText();

    private async Task ImportAsync(string file, string rows)
    {
        using StringContent content = new(rows, Encoding.UTF8, "text/csv");
        (await pair.One.Program.PostAsync($"/api/v1/import/{file}", content, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
