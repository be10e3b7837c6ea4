namespace EdgeNet.Vision.Decoding;

/// <summary>Arrays that grow to the longest line and then stay.</summary>
internal static class Buffers
{
    /// <summary>Makes an array long enough. What it held is gone where it grows.</summary>
    internal static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
            array = new T[Math.Max(length, 2 * array.Length)];
    }
}
