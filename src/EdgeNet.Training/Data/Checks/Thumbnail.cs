using System.Numerics;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Data.Checks;

/// <summary>
/// A picture shrunk to 16×16 grey levels, and its difference hash: a bit for each pair of neighbors in a row of 9×8 levels, set where the
/// left one is brighter (N. Krawetz, "Kind of like that", 2013).
/// </summary>
internal sealed class Thumbnail
{
    private const int Side = 16;
    private const int HashWidth = 9;
    private const int HashHeight = 8;
    private const int FlatRange = 8;

    private static readonly InputPreparation Small = new(InputKind.Picture, [1, Side, Side]) { Fit = PictureFit.Stretch };
    private static readonly InputPreparation Tiny = new(InputKind.Picture, [1, HashHeight, HashWidth]) { Fit = PictureFit.Stretch };

    private readonly byte[] _levels = new byte[Side * Side];

    private Thumbnail()
    {
    }

    /// <summary>The difference hash.</summary>
    public ulong Hash { get; private init; }

    /// <summary>Shrinks a picture.</summary>
    /// <returns>Null where all of it has nearly one level: such pictures are alike without being copies.</returns>
    public static Thumbnail? Of(PixelPlanes picture)
    {
        Span<byte> tiny = stackalloc byte[HashWidth * HashHeight];
        new PicturePreparer(Tiny).PrepareBytes(picture, tiny);
        ulong hash = 0;
        for (int y = 0; y < HashHeight; y++)
            for (int x = 0; x < HashWidth - 1; x++)
                if (tiny[y * HashWidth + x] > tiny[y * HashWidth + x + 1]) hash |= 1UL << (y * (HashWidth - 1) + x);
        var thumbnail = new Thumbnail { Hash = hash };
        new PicturePreparer(Small).PrepareBytes(picture, thumbnail._levels);
        int smallest = 255, largest = 0;
        foreach (byte level in thumbnail._levels) (smallest, largest) = (Math.Min(smallest, level), Math.Max(largest, level));
        return largest - smallest < FlatRange ? null : thumbnail;
    }

    /// <summary>The bits in which the hashes differ.</summary>
    public int Bits(Thumbnail other) => BitOperations.PopCount(Hash ^ other.Hash);

    /// <summary>The mean difference of the levels, 0 to 255.</summary>
    public double Difference(Thumbnail other)
    {
        int sum = 0;
        for (int i = 0; i < _levels.Length; i++) sum += Math.Abs(_levels[i] - other._levels[i]);
        return (double)sum / _levels.Length;
    }
}
