using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;

namespace RevenueBot.Tests.Email;

/// <summary>A strict reader of mails (RFC 5322, 2045–2047): what is not as the standards want it fails the test.</summary>
internal sealed partial class ReadMail
{
    private readonly List<(string Name, string Value)> _headers = [];

    private ReadMail(string raw)
    {
        raw.Split("\r\n").Where(line => line.Length > 998 || line.Any(c => c is (< ' ' or > '~') and not '\t')).ShouldBeEmpty();
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        end.ShouldBeGreaterThan(0);
        foreach (var line in Folded().Replace(raw[..end], " ").Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            colon.ShouldBeGreaterThan(0, line);
            line[..colon].ShouldMatch("^[A-Za-z0-9-]+$");
            _headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        Body = raw[(end + 4)..];
        Parts = Type.StartsWith("multipart/", StringComparison.Ordinal) ? Split() : [];
    }

    public string Body { get; }

    public IReadOnlyList<ReadMail> Parts { get; }

    public string Type => Header("Content-Type").Split(';')[0];

    public IReadOnlyList<string> Names => [.. _headers.Select(header => header.Name)];

    /// <summary>The bytes that travelled.</summary>
    public byte[] Bytes => Header("Content-Transfer-Encoding") switch
    {
        "base64" => Convert.FromBase64String(Body.Replace("\r\n", "", StringComparison.Ordinal)),
        "quoted-printable" => Printable(Body),
        var other => throw new InvalidOperationException(other),
    };

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Types with what is in them: <c>multipart/alternative(text/plain text/html)</c>.</summary>
    public string Shape => Parts.Count == 0 ? Type : $"{Type}({string.Join(' ', Parts.Select(part => part.Shape))})";

    /// <param name="bytes">As a server keeps it: with the line ends of files.</param>
    public static ReadMail Read(byte[] bytes) => new(Encoding.ASCII.GetString(bytes).Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));

    /// <summary>Exactly one; decoded.</summary>
    public string Header(string name) => Decode(_headers.Where(header => header.Name == name).ShouldHaveSingleItem(name).Value);

    public ReadMail Find(string type) => All.First(part => part.Type == type);

    private IEnumerable<ReadMail> All => Parts.SelectMany(part => part.All).Prepend(this);

    private List<ReadMail> Split()
    {
        var boundary = Boundary().Match(Header("Content-Type")).Groups[1].Value;
        boundary.Length.ShouldBeInRange(1, 70);
        var pieces = ("\r\n" + Body).Split($"\r\n--{boundary}");
        pieces[0].ShouldBeEmpty();
        pieces[^1].TrimEnd().ShouldBe("--");
        return [.. pieces[1..^1].Select(piece => new ReadMail(piece.ShouldStart("\r\n")))];
    }

    private static string Decode(string value) => Between().Replace(Word().Replace(value, match => "\u0001" + Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)) + "\u0001"), "").Replace("\u0001", "", StringComparison.Ordinal);

    private static byte[] Printable(string text)
    {
        List<byte> bytes = [];
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        text.Split("\r\n").ShouldAllBe(line => !line.EndsWith(' '));
        for (var i = 0; i < text.Length; i++)
            if (text[i] != '=') bytes.Add((byte)text[i]);
            else
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }

        return [.. bytes];
    }

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?B\?([A-Za-z0-9+/=]+)\?=")]
    private static partial Regex Word();

    [GeneratedRegex("(?<=\u0001) +(?=\u0001)")]
    private static partial Regex Between();
}

internal static class ReadMailAssertions
{
    public static string ShouldStart(this string text, string start)
    {
        text.ShouldStartWith(start);
        return text[start.Length..];
    }
}
