using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Access;

/// <summary>Turns a question, or the id of an answer, into what a button may carry.</summary>
internal delegate string Sealing(string question);

/// <summary>
/// What a button carries: its question, sealed, so that nobody reads or writes it but this bot, on any replica and after any
/// restart. It gives no right: who may ask is decided at the click. Old buttons open as long as their secret is configured.
/// </summary>
internal sealed class Seal
{
    private const string Prefix = "ans_";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly List<byte[]> _keys;

    /// <param name="secrets">The first closes, all of them open. Without one, buttons last as long as the program.</param>
    /// <param name="purpose">Keys of different purposes have nothing in common.</param>
    public Seal(IEnumerable<string> secrets, string purpose)
    {
        _keys = [.. secrets.Select(secret => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), outputLength: 32, info: Encoding.UTF8.GetBytes(purpose)))];
        if (_keys.Count == 0) _keys.Add(RandomNumberGenerator.GetBytes(32));
    }

    /// <param name="place">Where the button will be: elsewhere it does not open.</param>
    public string Close(string question, string place)
    {
        var text = Encoding.UTF8.GetBytes(question);
        var sealedText = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_keys[0], TagBytes);
        aes.Encrypt(sealedText.AsSpan(0, NonceBytes), text, sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(^TagBytes..), Encoding.UTF8.GetBytes(place));
        return Prefix + Base64Url.EncodeToString(sealedText);
    }

    /// <summary>The question of a button, or null where this bot did not make it for this place.</summary>
    public string? Open(string? value, string place)
    {
        if (value is null || !value.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(value.AsSpan(Prefix.Length))) return null;
        var sealedText = Base64Url.DecodeFromChars(value.AsSpan(Prefix.Length));
        return sealedText.Length < NonceBytes + TagBytes ? null
            : _keys.Select(key => Open(key, sealedText, place)).FirstOrDefault(text => text is not null);
    }

    private static string? Open(byte[] key, byte[] sealedText, string place)
    {
        var text = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(sealedText.AsSpan(0, NonceBytes), sealedText.AsSpan(NonceBytes, text.Length), sealedText.AsSpan(^TagBytes..), text, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
