namespace RevenueBot.Configuration;

/// <summary>
/// The program cannot go on. The message is one plain sentence for the person in front of it: what is wrong and what
/// to do. It never holds a secret or customer data. The command line prints it and ends with exit code 1.
/// </summary>
internal sealed class RefusalException(string sentence, Exception? inner = null) : Exception(sentence, inner);
