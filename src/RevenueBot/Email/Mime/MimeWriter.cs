using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RevenueBot.Email.Mime;

/// <summary>Mail → bytes (RFC 2045–2047, 2183, 2387): the text in two forms, pictures with the HTML, files beside both. ASCII alone, so that any server takes it.</summary>
internal static class MimeWriter
{
    private const int Base64Line = 76;

    public static byte[] Write(MimeMail mail)
    {
        Boundaries boundaries = new(mail.MessageId);
        StringBuilder text = new();
        Headers(text, mail);
        text.Append("MIME-Version: 1.0\r\n");
        if (mail.Files.Count == 0) Alternative(text, mail, boundaries);
        else Multipart(text, "mixed", boundaries.Mixed, "", [() => Alternative(text, mail, boundaries), .. mail.Files.Select(file => (Action)(() => File(text, file)))]);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Headers(StringBuilder text, MimeMail mail)
    {
        text.Append(HeaderText.Mailbox("From", mail.From)).Append(HeaderText.Mailbox("To", mail.To)).Append(HeaderText.Words("Subject", mail.Subject));
        text.Append(HeaderText.Parts("Date", mail.At.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture), mail.At.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)));
        text.Append(HeaderText.Parts("Message-ID", $"<{mail.MessageId}>"));
        if (mail.InReplyTo is { } before) text.Append(HeaderText.Parts("In-Reply-To", $"<{before}>")).Append(HeaderText.Parts("References", $"<{before}>"));
        if (mail.List is { } list) List(text, mail, list);
        text.Append("Auto-Submitted: auto-generated\r\n");
    }

    private static void List(StringBuilder text, MimeMail mail, MailList list)
    {
        var byMail = $"<mailto:{mail.From.Address}?subject=stop%20{list.LeaveToken}>";
        text.Append(HeaderText.Parts("List-ID", list.Name, $"<{list.Id}>"));
        text.Append(list.Leave is { } page ? HeaderText.Parts("List-Unsubscribe", $"<{page.AbsoluteUri}>,", byMail) : HeaderText.Parts("List-Unsubscribe", byMail));
        if (list.Leave is { Scheme: "https" }) text.Append("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"); // RFC 8058: of HTTPS alone
    }

    private static void Alternative(StringBuilder text, MimeMail mail, Boundaries boundaries) =>
        Multipart(text, "alternative", boundaries.Alternative, "", [() => Text(text, "plain", mail.Plain), mail.Pictures.Count == 0 ? () => Text(text, "html", mail.Html) : () => Related(text, mail, boundaries)]);

    private static void Related(StringBuilder text, MimeMail mail, Boundaries boundaries) =>
        Multipart(text, "related", boundaries.Related, "; type=\"text/html\"", [() => Text(text, "html", mail.Html), .. mail.Pictures.Select(picture => (Action)(() => Picture(text, picture)))]);

    private static void Multipart(StringBuilder text, string kind, string boundary, string more, IEnumerable<Action> parts)
    {
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"{more}\r\n\r\n");
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\n");
            part();
        }

        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
    }

    private static void Text(StringBuilder text, string kind, string content) =>
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n").Append(QuotedPrintable.Encode(content)).Append("\r\n");

    private static void Picture(StringBuilder text, InlinePicture picture)
    {
        var id = string.Concat(picture.Id.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '@' or '_'));
        text.Append("Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n").Append(CultureInfo.InvariantCulture, $"Content-ID: <{id}>\r\n");
        text.Append(HeaderText.Parts("Content-Disposition", ["inline;", .. HeaderText.FileName("filename", id.Split('@')[0] + ".png")])).Append("\r\n");
        Base64(text, picture.Png);
    }

    private static void File(StringBuilder text, MailFile file)
    {
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: {file.MediaType}\r\nContent-Transfer-Encoding: base64\r\n");
        text.Append(HeaderText.Parts("Content-Disposition", string.Join("; ", ["attachment", .. HeaderText.FileName("filename", file.Name)]).Split(' '))).Append("\r\n");
        Base64(text, file.Bytes);
    }

    private static void Base64(StringBuilder text, byte[] bytes)
    {
        var encoded = Convert.ToBase64String(bytes);
        for (var at = 0; at < encoded.Length; at += Base64Line) text.Append(encoded, at, Math.Min(Base64Line, encoded.Length - at)).Append("\r\n");
    }

    /// <summary>Of the mail's name, so that it is written alike each time; an equals sign before an underscore stands in no encoded text.</summary>
    private sealed class Boundaries(string id)
    {
        private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 12));

        public string Mixed => $"=_m{_hash}";

        public string Alternative => $"=_a{_hash}";

        public string Related => $"=_r{_hash}";
    }
}
