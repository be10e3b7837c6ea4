using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;

namespace EdgeNet.Cli.Output;

/// <summary>Where a command writes: results to one stream, complaints to the other. Tests give it streams of their own.</summary>
internal sealed class CommandOutput
{
    /// <summary>Wide enough that nothing a table holds is wrapped: whoever reads a pipe or a file has no right margin.</summary>
    private const int UnlimitedWidth = 1000;

    /// <summary>An output over two writers.</summary>
    /// <param name="output">Results.</param>
    /// <param name="error">Complaints.</param>
    /// <param name="isTerminal">Whether a person watches the results appear: colours, lines drawn and a moving progress bar.</param>
    /// <param name="width">Characters of a line; null for the terminal's.</param>
    public CommandOutput(TextWriter output, TextWriter error, bool isTerminal, int? width = null)
    {
        Out = new PlainTextWriter(output);
        Error = new PlainTextWriter(error);
        IsTerminal = isTerminal;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isTerminal)
        {
            Console.Profile.Width = UnlimitedWidth;
            Console.Profile.Capabilities.Unicode = true;
        }

        if (width is { } given) Console.Profile.Width = given;
    }

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Complaints.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person watches the results appear.</summary>
    public bool IsTerminal { get; }

    /// <summary>Characters of a line; more than any table has where nobody watches.</summary>
    public int Width => Console.Profile.Width;

    /// <summary>The results' stream, for progress.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>The output of this process.</summary>
    public static CommandOutput ForProcess() => new(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected);

    /// <summary>Writes a complaint.</summary>
    /// <param name="message">What is wrong, in one line.</param>
    /// <param name="details">What belongs to it, a line each.</param>
    public void WriteError(string message, params IEnumerable<string> details)
    {
        Error.WriteLine($"edgenet: {message}");
        foreach (string detail in details) Error.WriteLine("  " + detail);
    }

    /// <summary>Writes results that are UTF-8 already.</summary>
    /// <param name="utf8">The text.</param>
    public void WriteUtf8(ReadOnlySpan<byte> utf8)
    {
        Out.Write(Encoding.UTF8.GetString(utf8));
        Out.Flush();
    }

    /// <summary>Writes a table: ruled on a terminal, and no wider than it; columns alone elsewhere.</summary>
    /// <param name="table">The table.</param>
    public void Write(TextTable table)
    {
        foreach (string line in table.Lines(Width, IsTerminal)) Out.WriteLine(line);
    }

    /// <summary>Called with the first Ctrl-C or termination request instead of ending the process; a second one ends it.</summary>
    /// <param name="action">What to do, on another thread.</param>
    /// <returns>Dispose it to return to normal.</returns>
    public static IDisposable OnInterrupt(Action action)
    {
        int calls = 0;
        void Handle(PosixSignalContext context)
        {
            context.Cancel = Interlocked.Increment(ref calls) == 1;
            if (context.Cancel) action();
        }

        return new Registrations(PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle));
    }

    /// <summary>Called where a signal ends the process, which <see cref="OnInterrupt"/> may prevent.</summary>
    /// <param name="action">What to do, on another thread.</param>
    /// <returns>Dispose it to return to normal.</returns>
    public static IDisposable OnEnd(Action action)
    {
        void Handle(PosixSignalContext context)
        {
            if (!context.Cancel) action();
        }

        // Not SIGHUP: under nohup it ends nothing.
        return new Registrations([.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle))]);
    }

    private sealed class Registrations(params IReadOnlyList<PosixSignalRegistration> registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (PosixSignalRegistration registration in registrations) registration.Dispose();
        }
    }
}
