using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Extensions;
using RevenueBot.Access;
using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Cli;

/// <summary><c>metrics METRIC</c>: what <c>GET /api/v1/metrics/METRIC</c> answers, by the route itself.</summary>
internal static class MetricsVerb
{
    private const string Prefix = "/api/v1/metrics/";

    private static readonly Argument<string> _metric = new("METRIC") { Description = $"One of {string.Join(", ", MetricRoutes.Names)}; with /receipt behind it what adds up to it." };
    private static readonly Option<bool> _json = new("--json") { Description = "As JSON, exactly as the route gives it." };
    private static readonly Option<bool> _csv = new("--csv") { Description = "As comma-separated values." };
    private static readonly Option<string?>[] _parameters =
    [
        Parameter("--from", "First day, such as 2025-04-01.", "DATE"), Parameter("--to", "Last day, inclusive.", "DATE"), Parameter("--interval", "day, week or month.", "UNIT"),
        Parameter("--by", "plan, currency, country or segment.", "DIMENSION"), Parameter("--plan", "Only this plan.", "NAME"), Parameter("--country", "Only this country.", "CODE"),
        Parameter("--segment", "Only this segment.", "NAME"), Parameter("--currency", "Only this currency.", "CODE"), Parameter("--known-at", "Only what had been recorded by then.", "TIME"),
    ];

    public static Command Create()
    {
        var command = new Command("metrics", "A metric as a series, for scripts: the same as the HTTP route.") { _metric, _json, _csv };
        foreach (var parameter in _parameters) command.Options.Add(parameter);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_csv)) result.AddError("Give --json or --csv, not both.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static Option<string?> Parameter(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var bot = await Bot.OpenAsync(parsed.Settings(), cancel);
        var asCsv = parsed.GetValue(_csv);
        var text = await GetAsync(bot, parsed.GetRequiredValue(_metric), Query(parsed, asCsv), cancel);
        await Console.Out.WriteAsync(asCsv ? text : parsed.GetValue(_json) ? text + "\n" : string.Join('\n', PlainTable.Lines(Table(text))) + "\n");
        return 0;
    }

    private static QueryString Query(ParseResult parsed, bool asCsv)
    {
        var query = new QueryBuilder { { "format", asCsv ? "csv" : "json" } };
        foreach (var parameter in _parameters)
            if (parsed.GetValue(parameter) is { Length: > 0 } value) query.Add(parameter.Name.TrimStart('-').Replace('-', '_'), value);
        return query.ToQueryString();
    }

    /// <summary>Asks the route within this process, with a key that only it knows.</summary>
    /// <exception cref="RefusalException">The route refused; its sentence.</exception>
    private static async Task<string> GetAsync(Bot bot, string metric, QueryString query, CancellationToken cancel)
    {
        var (route, value) = metric.Split('/') is [var name, "receipt"] ? ("{metric}/receipt", name) : (metric, metric);
        var endpoint = ((IEndpointRouteBuilder)bot.App).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().FirstOrDefault(known => known.RoutePattern.RawText == Prefix + route)
            ?? throw new RefusalException($"There is no metric {metric}: use one of {string.Join(", ", MetricRoutes.Names)}.");
        await using var scope = bot.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancel };
        (http.Request.Method, http.Request.Path, http.Request.QueryString, http.Response.Body) = (HttpMethods.Get, Prefix + metric, query, body);
        http.Request.Headers["X-Api-Key"] = bot.Services.GetRequiredService<ApiKeys>().Issue();
        http.Request.RouteValues["metric"] = value;
        http.SetEndpoint(endpoint);
        await endpoint.RequestDelegate!(http);
        await http.Response.CompleteAsync();
        var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        return http.Response.StatusCode == StatusCodes.Status200OK ? text : throw new RefusalException(Sentence(text));
    }

    /// <summary>The entries of a series, or the table of a receipt.</summary>
    private static AnswerTable Table(string json)
    {
        var answer = JsonNode.Parse(json);
        if (CsvTable.Of(answer) is { } rows) return new AnswerTable(rows[0], [.. rows.Skip(1)]);
        return answer?["table"].Deserialize<AnswerTable>(ApiJson.Options) ?? new AnswerTable([], []);
    }

    private static string Sentence(string problem)
    {
        using var document = JsonDocument.Parse(problem);
        return document.RootElement.GetProperty("detail").GetString() ?? "The metric was not answered.";
    }
}
