namespace EdgeNet.Vision.Decoding;

/// <summary>What the line network tells apart in a frame, by index.</summary>
internal static class LineClass
{
    /// <summary>The digits 0 to 9 are the classes 0 to 9.</summary>
    internal const int Digits = 10;

    /// <summary>A decimal point, or a mark like it.</summary>
    internal const int Point = 10;

    /// <summary>A comma.</summary>
    internal const int Comma = 11;

    /// <summary>What fills the place after or before an amount, or joins two numbers: a dash, two, a star, a wave.</summary>
    internal const int Filler = 12;

    /// <summary>A letter or a word: one token for a run of them.</summary>
    internal const int Other = 13;

    /// <summary>Nothing new: CTC's blank.</summary>
    internal const int Blank = 14;

    /// <summary>All classes.</summary>
    internal const int Count = 15;
}
