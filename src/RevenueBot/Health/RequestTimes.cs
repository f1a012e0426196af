using System.Globalization;

namespace RevenueBot.Health;

/// <summary>How many requests there were, how they ended and how long they took, by route and method.</summary>
internal sealed class RequestTimes
{
    /// <summary>All addresses that no route knows: whoever tries addresses makes no series.</summary>
    public const string Unmatched = "unmatched";

    private const int SwitchingProtocols = 101;
    private static readonly double[] _bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, double.PositiveInfinity];
    private static readonly string[] _classes = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Route, string Method), Times> _times = [];

    /// <param name="route">The template of the route; null: none knew the address.</param>
    /// <param name="status">The status code of the reply.</param>
    public void Add(string? route, string method, int status, double seconds)
    {
        var key = (route ?? Unmatched, method);
        lock (_gate)
        {
            if (!_times.TryGetValue(key, out var times)) _times.Add(key, times = new Times());
            times.ByClass[Math.Clamp(status / 100, 0, _classes.Length - 1)]++;
            if (status == SwitchingProtocols) return; // a connection that stays open for hours is no slow request
            times.ByBound[Array.FindIndex(_bounds, bound => !(seconds > bound))]++;
            times.Seconds += seconds;
        }
    }

    public IReadOnlyList<MetricFamily> Families()
    {
        lock (_gate)
        {
            return
            [
                MetricFamily.Counter("revenuebot_http_requests", "Requests by template of their route, method and class of status.", _times.SelectMany(row => Counts(row.Key, row.Value))),
                new("revenuebot_http_request_duration_seconds", FamilyKind.Histogram, "How long requests took; connections that stay open are not among them.", [.. _times.SelectMany(row => Durations(row.Key, row.Value))]),
            ];
        }
    }

    private static IEnumerable<Sample> Counts((string Route, string Method) key, Times times) =>
        from found in times.ByClass.Index()
        where found.Item > 0
        select new Sample(found.Item, [.. Labels(key), new("status", _classes[found.Index])]);

    private static IEnumerable<Sample> Durations((string Route, string Method) key, Times times)
    {
        var labels = Labels(key);
        long count = 0;
        foreach (var (index, number) in times.ByBound.Index()) yield return new Sample(count += number, [.. labels, new("le", Text(_bounds[index]))]) { Suffix = "_bucket" };
        yield return new Sample(count, labels) { Suffix = "_count" };
        yield return new Sample(times.Seconds, labels) { Suffix = "_sum" };
    }

    private static Label[] Labels((string Route, string Method) key) => [new("route", key.Route), new("method", key.Method)];

    private static string Text(double bound) => double.IsInfinity(bound) ? "+Inf" : bound.ToString("0.0##", CultureInfo.InvariantCulture);

    private sealed class Times
    {
        public long[] ByClass { get; } = new long[_classes.Length];

        public long[] ByBound { get; } = new long[_bounds.Length];

        public double Seconds { get; set; }
    }
}
