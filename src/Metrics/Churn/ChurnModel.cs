using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Metrics.Churn;

/// <summary>What tells how likely customers are to leave: learnt, or a rule of thumb.</summary>
/// <param name="Windows">A model for each window; null: the prior tells.</param>
/// <param name="Prior">Null: the models tell.</param>
public sealed record ChurnModel(ChurnCard Card, IReadOnlyList<TrainedModel>? Windows, ChurnPrior? Prior)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyList<string> Features => ChurnColumns.Names;

    public ChurnScore Score(ChurnReading reading)
    {
        if (Windows is null) return Prior!.Score(reading);
        double Hazard(int window) => Windows[window].Probability(ChurnColumns.Row(reading.Values, window));
        var inputs = ChurnColumns.Row(reading.Values, 0);
        return ChurnScore.Of(Windows[0].Contributions(inputs), Hazard, inputs);
    }

    /// <summary>The model without its card.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Stored(Windows?.Select(window => window.ToJson()).ToList(), Prior), Json);

    public string CardToJson() => JsonSerializer.Serialize(Card, Json);

    public static ChurnCard ReadCard(string json) => JsonSerializer.Deserialize<ChurnCard>(json, Json) ?? throw new InvalidDataException("A stored churn model has no card.");

    public static ChurnModel Read(string json, string card)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, Json) ?? throw new InvalidDataException("A stored churn model is empty.");
        return new(ReadCard(card), stored.Windows?.Select(TrainedModel.FromJson).ToList(), stored.Prior);
    }

    private sealed record Stored(IReadOnlyList<string>? Windows, ChurnPrior? Prior);
}
