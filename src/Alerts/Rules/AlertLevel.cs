namespace RevenueBot.Alerts.Rules;

/// <summary>How much an alert asks of people. High ones are posted at any hour and are never held back for a budget without being told of.</summary>
public enum AlertLevel : short { Notice = 0, Opportunity = 1, Medium = 2, High = 3 }
