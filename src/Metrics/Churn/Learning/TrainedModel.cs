using System.Text.Json;
using System.Text.Json.Serialization;
using RevenueBot.Metrics.Churn.Learning.Calibrating;

namespace RevenueBot.Metrics.Churn.Learning;

/// <summary>What was learnt: a probability for any row, with what each feature adds to it. The same after it was written as JSON and read again.</summary>
public sealed class TrainedModel
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly ModelParts _parts;
    private readonly double _rawBase;

    internal TrainedModel(ModelParts parts)
    {
        _parts = parts;
        _rawBase = parts.Blend?.Base() ?? LogOdds.Of(parts.Card.BaseRate);
    }

    /// <summary>The columns of a row, in order.</summary>
    public IReadOnlyList<Feature> Features => _parts.Features;

    public ModelCard Card => _parts.Card;

    /// <param name="row">By <see cref="Features"/>; NaN is missing, categories by <see cref="Feature.Code"/>.</param>
    /// <returns>Inside 0 and 1.</returns>
    public double Probability(ReadOnlySpan<double> row)
    {
        CheckShape(row);
        return LogOdds.Probability(_parts.Calibration.Map(_parts.Blend?.Logit(row) ?? _rawBase));
    }

    /// <summary>Costs several times what the probability alone costs.</summary>
    /// <inheritdoc cref="Probability"/>
    public RowContributions Contributions(ReadOnlySpan<double> row)
    {
        CheckShape(row);
        var raw = _parts.Blend?.Contributions(row) ?? new double[row.Length];
        var shownBase = _parts.Calibration.Map(_rawBase);
        var stretch = _parts.Calibration.Stretch(_rawBase, _rawBase + raw.Sum());
        return new(_rawBase, raw, shownBase, [.. raw.Select(part => part * stretch)]);
    }

    private void CheckShape(ReadOnlySpan<double> row)
    {
        if (row.Length != Features.Count) throw new ArgumentException($"A row has {Features.Count} values.", nameof(row));
    }

    public string ToJson() => JsonSerializer.Serialize(_parts, _json);

    /// <exception cref="JsonException">It is not what <see cref="ToJson"/> writes.</exception>
    public static TrainedModel FromJson(string json) => new(JsonSerializer.Deserialize<ModelParts>(json, _json) ?? throw new JsonException("A model is an object."));
}

/// <summary>All that a model is stored as.</summary>
/// <param name="Blend">Null: each row gets the base rate.</param>
internal sealed record ModelParts(IReadOnlyList<Feature> Features, ModelCard Card, Blend? Blend, Calibration Calibration);
