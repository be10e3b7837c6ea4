namespace EdgeNet.Vision.Preparation;

/// <summary>
/// Which source pixels a target pixel is made of, along one axis, and with what weights: where the picture is shrunk those that it covers,
/// by the share that it covers; where it is enlarged the two that it lies between (linear, half-pixel centres).
/// </summary>
/// <param name="offset">Where the part of the source that is shown begins.</param>
/// <param name="extent">Its length.</param>
/// <param name="size">The source's length.</param>
/// <param name="target">Target pixels.</param>
internal readonly struct SampleAxis(float offset, float extent, int size, int target)
{
    private readonly float _scale = extent / target;

    /// <summary>The source pixels of a target pixel.</summary>
    /// <param name="index">The target pixel.</param>
    /// <returns>The first pixel, the one behind the last, and what weights follow from.</returns>
    public (int First, int End, float From, float To) Window(int index)
    {
        if (_scale >= 1)
        {
            float from = offset + index * _scale, to = Math.Min(from + _scale, offset + extent);
            int first = (int)from;
            int end = Math.Min((int)MathF.Ceiling(to), size);
            return (Math.Min(first, size - 1), Math.Max(end, Math.Min(first, size - 1) + 1), from, to);
        }

        float centre = Math.Clamp(offset + (index + 0.5f) * _scale - 0.5f, 0, size - 1);
        int left = (int)centre;
        return (left, Math.Min(left + 2, size), centre, centre);
    }

    /// <summary>The weight of a source pixel in a window.</summary>
    public float Weight(int pixel, float from, float to) =>
        _scale >= 1 ? Math.Min(pixel + 1, to) - Math.Max(pixel, from) : 1 - Math.Abs(pixel - from);
}
