namespace RevenueBot.Ingest.Files;

/// <summary>
/// Rolls back what a file has already stored when a bad row turns up after good ones. Never leaves this folder: the
/// findings hold what was wrong.
/// </summary>
internal sealed class RejectedFileException() : Exception("The file has rows that cannot be read.");
