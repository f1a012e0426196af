using System.Diagnostics.Metrics;

namespace RevenueBot.Health;

/// <summary>Hears from the web server how each request went: from that of its own host, though others may run in the same process.</summary>
internal sealed class RequestListener : IDisposable
{
    private const string Meter = "Microsoft.AspNetCore.Hosting", Duration = "http.server.request.duration";
    private const string Route = "http.route", Method = "http.request.method", Status = "http.response.status_code";

    private readonly MeterListener _listener = new();

    public RequestListener(IMeterFactory ofThisHost, RequestTimes times)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Duration && instrument.Meter.Scope == ofThisHost) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            var (route, method, status) = Read(tags);
            times.Add(route, method, status, seconds);
        });
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private static (string? Route, string Method, int Status) Read(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? route = null;
        var (method, status) = ("", 0);
        foreach (var (name, value) in tags)
        {
            if (name == Route) route = value as string;
            else if (name == Method) method = value as string ?? "";
            else if (name == Status && value is int code) status = code;
        }

        return (route, method, status);
    }
}
