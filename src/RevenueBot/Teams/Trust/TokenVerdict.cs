namespace RevenueBot.Teams.Trust;

/// <summary>What is thought of a request from Teams. Everything but the first is a refusal.</summary>
internal enum TokenVerdict
{
    Valid,

    /// <summary>No token, or something else in its place.</summary>
    Missing, Garbled,

    /// <summary>Signed in no way that counts: not at all, or with a shared secret.</summary>
    Algorithm,

    /// <summary>No key is known to verify anything with.</summary>
    NoKeys,
    UnknownKey, Forged, OutOfTime, Issuer,

    /// <summary>A genuine token, but for somebody else, or for another channel, tenant or address than the request is of.</summary>
    Audience, Endorsement, Channel, ServiceUrl, ServiceHost, Tenant,
}

internal static class TokenVerdicts
{
    public static int Status(this TokenVerdict verdict) => verdict switch
    {
        TokenVerdict.Valid => StatusCodes.Status200OK,
        TokenVerdict.NoKeys => StatusCodes.Status503ServiceUnavailable,
        >= TokenVerdict.Audience => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status401Unauthorized,
    };
}
