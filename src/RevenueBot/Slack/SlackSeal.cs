using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Slack;

/// <summary>
/// What a button carries: its question, sealed, so that nobody reads or writes it but this bot, on any replica and after any
/// restart. It gives no right: who may ask is decided at the click. Old buttons open as long as their signing secret is configured.
/// </summary>
internal sealed class SlackSeal(SlackOptions options)
{
    private const string Prefix = "ans_";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] _purpose = "revenuebot slack button"u8.ToArray();
    private readonly IReadOnlyList<byte[]> _keys = [.. options.Secrets.Select(Key)];

    /// <param name="workspace">Where the button will be: elsewhere it does not open.</param>
    public string Close(string question, string workspace)
    {
        var text = Encoding.UTF8.GetBytes(question);
        var sealedText = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_keys[0], TagBytes);
        aes.Encrypt(sealedText.AsSpan(0, NonceBytes), text, sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(^TagBytes..), Encoding.UTF8.GetBytes(workspace));
        return Prefix + Base64Url.EncodeToString(sealedText);
    }

    /// <summary>The question of a button, or null where this bot did not make it for this workspace.</summary>
    public string? Open(string? value, string workspace)
    {
        if (value is null || !value.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(value.AsSpan(Prefix.Length))) return null;
        var sealedText = Base64Url.DecodeFromChars(value.AsSpan(Prefix.Length));
        return sealedText.Length < NonceBytes + TagBytes ? null
            : _keys.Select(key => Open(key, sealedText, workspace)).FirstOrDefault(text => text is not null);
    }

    private static string? Open(byte[] key, byte[] sealedText, string workspace)
    {
        var text = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(^TagBytes..), text, Encoding.UTF8.GetBytes(workspace));
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Key(string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), outputLength: 32, info: _purpose);
}
