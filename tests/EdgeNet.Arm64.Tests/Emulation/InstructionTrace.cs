using System.Globalization;

namespace EdgeNet.Arm64.Tests.Emulation;

/// <summary>
/// Reads QEMU's log of translated blocks (-d in_asm: an address and an instruction word a line) and of executed ones (-d exec,nochain:
/// a line for each, with its address and the function that it belongs to). Both together are every instruction executed, exactly.
/// </summary>
internal static class InstructionTrace
{
    private const string Executed = "Trace ";
    private const string Translated = "IN: ";

    /// <summary>Counts the instructions from a function's first one to its return.</summary>
    /// <param name="log">The log.</param>
    /// <param name="entry">The function's addresses.</param>
    /// <param name="caller">The addresses of the function that calls it; its next block ends the count.</param>
    /// <returns>The counts of each function that was executed in between, most first.</returns>
    public static IReadOnlyList<(string Function, InstructionCounts Counts)> Count(string log, (ulong Start, ulong Length) entry, (ulong Start, ulong Length) caller)
    {
        var blocks = new Dictionary<ulong, InstructionCounts>();
        var functions = new Dictionary<string, InstructionCounts>(StringComparer.Ordinal);
        ulong? translating = null;
        bool counting = false, ended = false;
        foreach (string line in File.ReadLines(log))
        {
            if (ended) break;
            if (line.StartsWith(Executed, StringComparison.Ordinal))
            {
                // Trace 0: 0x7f180e42f4c0 [0000000000001001/0000000000400720/00000001/00000200] name
                int open = line.IndexOf('[', StringComparison.Ordinal), close = line.IndexOf(']', open);
                string name = line[(close + 1)..].Trim();
                ulong address = ulong.Parse(line[(open + 1)..close].Split('/')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                counting |= address == entry.Start;
                ended = counting && address - caller.Start < caller.Length;
                if (!counting || ended) continue;
                functions[name] = functions.GetValueOrDefault(name, new()) + blocks[address];
            }
            else if (line.StartsWith(Translated, StringComparison.Ordinal))
            {
                translating = 0;
            }
            else if (translating is not null && line.StartsWith("0x", StringComparison.Ordinal))
            {
                // 0x00400720:  a9be7bfd  stp x29, x30, [sp, #-0x20]!
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (translating == 0)
                {
                    translating = ulong.Parse(line.AsSpan(2, colon - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                    blocks[translating.Value] = new();
                }

                string word = line[(colon + 1)..].TrimStart().Split(' ', 2)[0];
                blocks[translating.Value] += InstructionCounts.Of(uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }

        Assert.True(ended, $"QEMU's log does not show a run from {entry.Start:x} and its return.");
        return [.. functions.Select(f => (f.Key, f.Value)).OrderByDescending(f => f.Value.Total)];
    }
}
