using RevenueBot.Health;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Health;

public sealed class OpenMetricsTextTests
{
    [Fact]
    public void Each_family_stands_together_under_its_head_and_the_end_is_said() => OpenMetricsText.Write(
    [
        MetricFamily.Counter("done", "What was done.", new Sample(3, new Label("name", "a")), new Sample(4, new Label("name", "b"), new Label("how", "well"))),
        MetricFamily.Gauge("held_bytes", "What is held.", new Sample(1.5)),
    ]).ShouldBe(
        """
        # TYPE done counter
        # HELP done What was done.
        done_total{name="a"} 3
        done_total{name="b",how="well"} 4
        # TYPE held_bytes gauge
        # UNIT held_bytes bytes
        # HELP held_bytes What is held.
        held_bytes 1.5
        # EOF

        """);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a \"word\"", "a \\\"word\\\"")]
    [InlineData("back\\slash", @"back\\slash")]
    [InlineData("two\nlines", @"two\nlines")]
    [InlineData("\\n", @"\\n")]
    [InlineData("Zoë {x=\"1\"} # EOF", "Zoë {x=\\\"1\\\"} # EOF")]
    public void Whatever_a_label_holds_it_stays_in_its_quotes(string value, string written) =>
        OpenMetricsText.Write([MetricFamily.Gauge("up", value, new Sample(1, new Label("of", value)))])
            .ShouldBe($"# TYPE up gauge\n# HELP up {written}\nup{{of=\"{written}\"}} 1\n# EOF\n");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1796000000.25, "1796000000.25")]
    [InlineData(0.1, "0.1")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_as_programs_read_them(double value, string written) =>
        OpenMetricsText.Write([MetricFamily.Gauge("up", "Up.", new Sample(value))]).ShouldContain($"\nup {written}\n");

    [Fact]
    public void What_has_no_sample_is_left_out() => OpenMetricsText.Write([MetricFamily.Gauge("up", "Up.")]).ShouldBe("# EOF\n");

    [Fact]
    public void Requests_are_counted_by_class_and_timed_in_bounds_that_add_up()
    {
        RequestTimes times = new();
        times.Add("/a/{id}", "GET", 200, 0.005);
        times.Add("/a/{id}", "GET", 204, 0.3);
        times.Add("/a/{id}", "GET", 503, 60);
        times.Add("/live", "GET", 101, 7200);
        times.Add(null, "GET", 404, 0.001);
        var text = OpenMetricsText.Write(times.Families());
        foreach (var line in (string[])
        [
            "requests_total{route=\"/a/{id}\",method=\"GET\",status=\"2xx\"} 2", "requests_total{route=\"/a/{id}\",method=\"GET\",status=\"5xx\"} 1",
            "requests_total{route=\"/live\",method=\"GET\",status=\"1xx\"} 1", "requests_total{route=\"unmatched\",method=\"GET\",status=\"4xx\"} 1",
            "request_duration_seconds_bucket{route=\"/a/{id}\",method=\"GET\",le=\"0.005\"} 1", "request_duration_seconds_bucket{route=\"/a/{id}\",method=\"GET\",le=\"0.5\"} 2",
            "request_duration_seconds_bucket{route=\"/a/{id}\",method=\"GET\",le=\"10.0\"} 2", "request_duration_seconds_bucket{route=\"/a/{id}\",method=\"GET\",le=\"+Inf\"} 3",
            "request_duration_seconds_count{route=\"/a/{id}\",method=\"GET\"} 3", "request_duration_seconds_sum{route=\"/a/{id}\",method=\"GET\"} 60.305",
            "request_duration_seconds_count{route=\"/live\",method=\"GET\"} 0",
        ]) text.ShouldContain($"revenuebot_http_{line}\n");
    }
}
