using EdgeNet.Safety;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>How messages about weights show what they found.</summary>
internal static class WeightsText
{
    private const int LongestName = 100;

    /// <summary>A shape: "6×1×5×5", or "scalar".</summary>
    public static string Shape(IReadOnlyList<int> shape)
    {
        if (shape.Count == 0)
            return "scalar";
        string text = Invariant($"{shape[0]}");
        for (int i = 1; i < shape.Count; i++)
            text += Invariant($"×{shape[i]}");
        return text;
    }

    /// <summary>A name out of a file, in quotes: cut where it is long, and without characters that would act on a terminal.</summary>
    public static string Name(string name) => $"'{PlainText.Shorten(name, LongestName)}'";
}
