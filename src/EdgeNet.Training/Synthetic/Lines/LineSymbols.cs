namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>The classes of a line network's output.</summary>
internal static class LineSymbols
{
    /// <summary>The ten digits are classes 0 to 9.</summary>
    public const byte Dot = 10;

    /// <summary>A comma.</summary>
    public const byte Comma = 11;

    /// <summary>What fills an amount up: a dash, two dashes, a star, a wave.</summary>
    public const byte Filler = 12;

    /// <summary>A word, or anything else that is written and no digit.</summary>
    public const byte Other = 13;

    /// <summary>No symbol, and what stands between two equal ones.</summary>
    public const byte Blank = 14;

    /// <summary>Classes in all.</summary>
    public const int Count = 15;
}
