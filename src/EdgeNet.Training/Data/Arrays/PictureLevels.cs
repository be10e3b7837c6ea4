namespace EdgeNet.Training.Data.Arrays;

/// <summary>The pixels of an array of pictures as 8-bit levels. Floats of 0 to 1 are levels too, as Keras' users have them.</summary>
internal sealed class PictureLevels
{
    private const float White = 255;
    private const int Piece = 1 << 14;

    private readonly byte[]? _levels;
    private readonly Streaming.MappedNumbers? _mapped;
    private readonly float _factor;

    private PictureLevels(byte[]? levels, Streaming.MappedNumbers? mapped, float factor)
    {
        _levels = levels;
        _mapped = mapped;
        _factor = factor;
    }

    /// <summary>Whether the levels lie in a mapped file.</summary>
    public bool AreMapped => _mapped is not null;

    /// <summary>Whether the levels must be made of other numbers.</summary>
    public bool AreConverted => _mapped is { Type.AreBytes: false };

    /// <summary>The levels of an array; null where it holds other numbers.</summary>
    public static PictureLevels? Of(NumberArray samples)
    {
        if (samples.Bytes is { } bytes) return new PictureLevels(bytes, null, 1);
        if (samples.Mapped is { Type.AreBytes: true } mappedBytes) return new PictureLevels(null, mappedBytes, 1);
        var range = new Range();
        if (samples.Mapped is { } mapped)
        {
            float[] piece = new float[Piece];
            long count = samples.Dimensions.Aggregate(1L, (product, size) => product * size);
            for (long first = 0; first < count; first += Piece)
            {
                Span<float> some = piece.AsSpan(0, (int)Math.Min(Piece, count - first));
                mapped.Read(first, some);
                range.Add(some);
                if (range.Factor is null) return null;
            }

            return new PictureLevels(null, mapped, range.Factor!.Value);
        }

        range.Add(samples.Values);
        return range.Factor is { } factor
            ? new PictureLevels(Array.ConvertAll(samples.Values!, value => Level(value, factor)), null, factor) : null;
    }

    /// <summary>Some of the levels.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="count">How many.</param>
    /// <param name="scratch">Memory for as many, where they are converted.</param>
    public ReadOnlySpan<byte> Read(long first, int count, PictureScratch scratch)
    {
        if (_levels is not null) return _levels.AsSpan((int)first, count);
        if (!AreConverted) return _mapped!.Bytes(first, count);
        Span<float> values = scratch.Values.AsSpan(0, count);
        _mapped!.Read(first, values);
        for (int i = 0; i < count; i++) scratch.Levels[i] = Level(values[i], _factor);
        return scratch.Levels.AsSpan(0, count);
    }

    private static byte Level(float value, float factor) => (byte)MathF.Round(factor * value);

    /// <summary>What numbers have in common.</summary>
    private struct Range()
    {
        private float _smallest = float.PositiveInfinity;
        private float _largest = float.NegativeInfinity;
        private bool _isWhole = true;

        /// <summary>What makes levels of the numbers; null where nothing does.</summary>
        public readonly float? Factor => !(_smallest >= 0) || !(_largest <= 1 || (_isWhole && _largest <= White)) ? null : _largest <= 1
            ? White : 1;

        public void Add(ReadOnlySpan<float> values)
        {
            foreach (float value in values)
            {
                _smallest = Math.Min(_smallest, value);
                _largest = Math.Max(_largest, value);
                _isWhole &= value == MathF.Floor(value);
            }
        }
    }
}
