using System.Text;
using RevenueBot.Cli;
using RevenueBot.Support;

namespace RevenueBot.Tests.Cli;

/// <summary>
/// Verbs in this process, with what each prints kept apart from what others print meanwhile: a process of its own costs a second of
/// processor. Signals, kills, the environment and bytes on standard output need the real program (<see cref="BotProgram"/>).
/// </summary>
internal static class Terminal
{
    private static readonly AsyncLocal<(StringWriter Output, StringWriter Errors)?> _here = new();

    static Terminal()
    {
        Console.SetOut(new Printing(Console.Out, here => here.Output));
        Console.SetError(new Printing(Console.Error, here => here.Errors));
    }

    public static async Task<ProgramResult> RunAsync(params IEnumerable<string> arguments)
    {
        StringWriter output = new(), errors = new();
        _here.Value = (output, errors);
        return new(await CommandLine.RunAsync([.. arguments]), output.ToString(), errors.ToString());
    }

    /// <summary>Writes for the verb that runs on the current flow of control; else as before.</summary>
    private sealed class Printing(TextWriter usual, Func<(StringWriter Output, StringWriter Errors), TextWriter> of) : TextWriter
    {
        public override Encoding Encoding => usual.Encoding;

        private TextWriter Writer => _here.Value is { } here ? of(here) : usual;

        public override void Write(char value) => Writer.Write(value);

        public override void Write(char[] buffer, int index, int count) => Writer.Write(buffer, index, count);

        public override void Write(string? value) => Writer.Write(value);

        public override void Flush() => Writer.Flush();
    }
}
