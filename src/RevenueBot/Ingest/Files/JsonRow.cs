using System.Text.Json;

namespace RevenueBot.Ingest.Files;

/// <summary>One line of a JSON lines file.</summary>
internal static class JsonRow
{
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The row; null after reporting that the line is no JSON object.</summary>
    public static Row? Read(ReadOnlyMemory<byte> line, FileFormat format, long number, Findings findings)
    {
        try
        {
            using var document = JsonDocument.Parse(line, _options);
            if (document.RootElement.ValueKind is JsonValueKind.Object) return Read(document.RootElement, format, number, findings);
            findings.Problem(number, null, "must be a JSON object.");
        }
        catch (JsonException)
        {
            findings.Problem(number, null, "is not valid JSON; write one object with distinct names a line.");
        }
        catch (InvalidOperationException)
        {
            findings.Problem(number, null, "holds half a surrogate pair, which is no character.");
        }

        return null;
    }

    private static Row Read(JsonElement root, FileFormat format, long number, Findings findings)
    {
        var values = new string?[format.Columns.Count];
        foreach (var property in root.EnumerateObject())
        {
            if (format.Find(property.Name) is { } position) values[position] = Text(property.Value);
            else findings.Note(UnknownColumn.Note(property.Name));
        }

        return new Row(format, number, values, findings);
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
