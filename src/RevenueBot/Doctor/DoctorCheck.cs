namespace RevenueBot.Doctor;

internal enum Outcome { Ok, Warn, Fail }

/// <summary>One finding of <c>doctor</c>.</summary>
/// <param name="Name">What was looked at, two or three words.</param>
/// <param name="Sentence">What was found and, unless it is fine, what to do. No secret, no customer data.</param>
internal sealed record DoctorCheck(string Name, Outcome Outcome, string Sentence)
{
    public static DoctorCheck Ok(string name, string sentence) => new(name, Outcome.Ok, sentence);

    public static DoctorCheck Warn(string name, string sentence) => new(name, Outcome.Warn, sentence);

    public static DoctorCheck Fail(string name, string sentence) => new(name, Outcome.Fail, sentence);
}

/// <summary>
/// Looks at one feature. A feature that has something to check registers one:
/// <c>services.AddSingleton&lt;DoctorProbe&gt;(provider => cancel => …)</c>.
/// </summary>
internal delegate Task<IReadOnlyList<DoctorCheck>> DoctorProbe(CancellationToken cancel);
