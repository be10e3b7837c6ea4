using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeNet.Benchmarks.AheadOfTime;

/// <summary>A running program of benchmarks/Rounds, which measures a network round by round.</summary>
internal sealed class MeasuredProgram : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts the program, and waits until it has warmed up.</summary>
    /// <param name="command">The program and what comes before the network's name.</param>
    /// <param name="network">The network's name.</param>
    /// <exception cref="InvalidOperationException">It ends.</exception>
    public MeasuredProgram(IReadOnlyList<string> command, string network)
    {
        _process = Process.Start(new ProcessStartInfo(command[0], [.. command.Skip(1), network]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Description = ReadLine();
    }

    /// <summary>Its runtime and vectors.</summary>
    public string Description { get; }

    /// <summary>Runs a round.</summary>
    /// <returns>Its median call in microseconds.</returns>
    public double Round()
    {
        _process.StandardInput.WriteLine();
        return Number(ReadLine());
    }

    /// <summary>Ends the program.</summary>
    /// <returns>The figures of all rounds, and the network's answer.</returns>
    public MeasuredRounds End()
    {
        _process.StandardInput.Close();
        string[] parts = ReadLine().Split(' ');
        return new(Number(parts[0]), Number(parts[1]), long.Parse(parts[3], CultureInfo.InvariantCulture),
            MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(parts[4])).ToArray());
    }

    /// <summary>Ends the program, whatever it does.</summary>
    public void Dispose()
    {
        if (!_process.HasExited && !_process.WaitForExit(TimeSpan.FromSeconds(1))) _process.Kill();
        _process.Dispose();
    }

    private string ReadLine() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} has ended.");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
