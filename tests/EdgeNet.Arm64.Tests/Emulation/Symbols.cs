using System.Globalization;
using EdgeNet.Arm64.Tests.Building;

namespace EdgeNet.Arm64.Tests.Emulation;

/// <summary>The functions of a program: where each begins and how long it is.</summary>
internal sealed class Symbols
{
    private readonly Dictionary<string, (ulong Start, ulong Length)> _functions;

    private Symbols(Dictionary<string, (ulong Start, ulong Length)> functions) => _functions = functions;

    /// <summary>A function's addresses.</summary>
    public (ulong Start, ulong Length) this[string function] => _functions[function];

    /// <summary>Reads a program's table of symbols.</summary>
    public static Symbols Of(string program)
    {
        var functions = new Dictionary<string, (ulong Start, ulong Length)>(StringComparer.Ordinal);
        // main T 400520 220
        foreach (string line in Command.Run(Tools.SymbolLister, "--defined-only", "--format=posix", program).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ');
            if (parts is [string name, "T" or "t", string start, { Length: > 0 } length])
                functions[name] = (Hexadecimal(start), Hexadecimal(length));
        }

        return new(functions);
    }

    private static ulong Hexadecimal(string text) => ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
