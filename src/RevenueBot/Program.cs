using RevenueBot.Cli;

return await CommandLine.RunAsync(args);
