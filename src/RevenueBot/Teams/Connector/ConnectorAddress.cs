namespace RevenueBot.Teams.Connector;

/// <summary>A conversation as the connector knows it.</summary>
/// <param name="ServiceUrl">The base of the routes, as the last activity from there named it.</param>
internal sealed record ConnectorAddress(string ServiceUrl, string Tenant, string Conversation);
