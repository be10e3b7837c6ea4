namespace EdgeNet.Training.Data.Arrays;

/// <summary>How the numbers of a sample become those of a network's input.</summary>
/// <param name="From">The sample's shape, channels first.</param>
/// <param name="To">The network's.</param>
/// <param name="IsLast">Whether the channels are last in the file.</param>
internal sealed record NumberLayout(int[] From, int[] To, bool IsLast)
{
    /// <summary>Whether the sizes differ.</summary>
    public bool Resizes => !From.SequenceEqual(To);

    /// <summary>Numbers of a sample.</summary>
    public int FromLength { get; } = From.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>Numbers of an input.</summary>
    public int ToLength { get; } = To.Aggregate(1, (product, size) => checked(product * size));

    /// <summary>Finds the layout.</summary>
    /// <param name="sample">A sample's sizes in the file.</param>
    /// <param name="wanted">The network's input shape.</param>
    /// <returns>Null where none fits.</returns>
    public static NumberLayout? Of(int[] sample, int[] wanted)
    {
        long total = wanted.Aggregate(1L, (product, size) => product * size);
        if (WithoutOnes(sample).SequenceEqual(WithoutOnes(wanted)) || (sample.Length == 1 && sample[0] == total))
            return new(wanted, wanted, IsLast: false);
        // A row of numbers for a network of volumes is a cube, if it can be one.
        if (sample is [var length] && wanted is [1, _, _, _] && (int)Math.Round(Math.Cbrt(length)) is var side
            && side * side * side == length) sample = [side, side, side];
        NumberLayout? first = wanted.Length < 2 ? null
            : sample.Length == wanted.Length && sample[0] == wanted[0] ? new(sample, wanted, IsLast: false)
            : sample.Length == wanted.Length - 1 && wanted[0] == 1 ? new([1, .. sample], wanted, IsLast: false) : null;
        NumberLayout? last = wanted.Length >= 2 && sample.Length == wanted.Length && sample[^1] == wanted[0]
            ? new([sample[^1], .. sample[..^1]], wanted, IsLast: true) : null;
        // What fits as it is comes before what is resized.
        return last is { Resizes: false } ? last : first ?? last;
    }

    private static int[] WithoutOnes(int[] sizes) => [.. sizes.Where(s => s != 1)];
}
