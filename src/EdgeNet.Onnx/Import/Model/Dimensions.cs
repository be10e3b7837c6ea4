using System.Globalization;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>Arithmetic on shapes whose sizes nobody has checked yet.</summary>
internal static class Dimensions
{
    /// <summary>Elements that one tensor may have: 2 GB of float32, and as much as one array holds.</summary>
    public const long MaxElements = 1L << 29;

    /// <summary>Axes that a tensor may have.</summary>
    public const int MaxRank = 8;

    /// <summary>Elements of a shape; -1 where a size is negative or there are more than <see cref="MaxElements"/>.</summary>
    public static long Length(IEnumerable<long> sizes)
    {
        long length = 1;
        bool isEmpty = false;
        foreach (long size in sizes)
        {
            if (size < 0) return -1;
            if (size == 0) isEmpty = true;
            else if (length > MaxElements / size) return -1;
            else length *= size;
        }

        return isEmpty ? 0 : length;
    }

    /// <summary>Elements of a shape that has been checked.</summary>
    public static long Length(IReadOnlyList<int> sizes) => sizes.Aggregate(1L, (product, size) => product * size);

    /// <summary>(3, 224, 224), as messages write a shape.</summary>
    public static string Text(IEnumerable<int> sizes) => "(" + string.Join(", ", sizes.Select(s => s.ToString(CultureInfo.InvariantCulture))) + ")";

    /// <summary>A shape as read from a file.</summary>
    public static string Text(IEnumerable<long> sizes) => "(" + string.Join(", ", sizes.Take(16).Select(s => s.ToString(CultureInfo.InvariantCulture))) + ")";

    /// <summary>The shape that two are broadcast to as numpy does it, or null where they do not match.</summary>
    public static int[]? Broadcast(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        int[] sizes = new int[Math.Max(a.Count, b.Count)];
        for (int i = 1; i <= sizes.Length; i++)
        {
            int left = i <= a.Count ? a[^i] : 1, right = i <= b.Count ? b[^i] : 1;
            if (left != right && left != 1 && right != 1) return null;
            sizes[^i] = left == 1 ? right : left;
        }

        return sizes;
    }
}
