namespace EdgeNet.Training.Synthetic.Clutter;

/// <summary>What JPEG leaves of a grey picture: cosine coefficients of 8×8 blocks, rounded, high frequencies more coarsely.</summary>
internal sealed class BlockCompression
{
    private const int Block = 8;

    /// <summary>Row k holds the k-th cosine, of norm 1.</summary>
    private readonly float[] _cosines = new float[Block * Block];
    private readonly float[] _values = new float[Block * Block];
    private readonly float[] _half = new float[Block * Block];

    public BlockCompression()
    {
        for (int k = 0; k < Block; k++)
            for (int x = 0; x < Block; x++)
                _cosines[k * Block + x] = MathF.Sqrt((k == 0 ? 1f : 2f) / Block) * MathF.Cos((2 * x + 1) * k * MathF.PI / (2 * Block));
    }

    /// <summary>Compresses a picture and takes it out again.</summary>
    /// <param name="pixels">The grey values, row by row.</param>
    /// <param name="width">The columns; those of a last block that is not whole are left as they are.</param>
    /// <param name="step">The step of the lowest frequencies, in grey levels; the highest have five times as much.</param>
    public void Apply(Span<byte> pixels, int width, float step)
    {
        int height = pixels.Length / width;
        for (int top = 0; top + Block <= height; top += Block)
            for (int left = 0; left + Block <= width; left += Block)
                ApplyBlock(pixels[(top * width + left)..], width, step);
    }

    private void ApplyBlock(Span<byte> pixels, int width, float step)
    {
        for (int y = 0; y < Block; y++)
            for (int x = 0; x < Block; x++)
                _values[y * Block + x] = pixels[y * width + x];
        Transform(forward: true);
        Transform(forward: true);
        for (int v = 0; v < Block; v++)
        {
            for (int u = 0; u < Block; u++)
            {
                float size = step * (1 + 4f * (u + v) / (2 * Block - 2));
                ref float value = ref _values[v * Block + u];
                value = size * MathF.Round(value / size);
            }
        }

        Transform(forward: false);
        Transform(forward: false);
        for (int y = 0; y < Block; y++)
            for (int x = 0; x < Block; x++)
                pixels[y * width + x] = (byte)Math.Clamp(MathF.Round(_values[y * Block + x]), 0, 255);
    }

    /// <summary>Transforms the rows, and swaps rows and columns: twice for both.</summary>
    private void Transform(bool forward)
    {
        for (int y = 0; y < Block; y++)
        {
            for (int k = 0; k < Block; k++)
            {
                float sum = 0;
                for (int x = 0; x < Block; x++)
                    sum += _values[y * Block + x] * (forward ? _cosines[k * Block + x] : _cosines[x * Block + k]);
                _half[k * Block + y] = sum;
            }
        }

        _half.CopyTo(_values, 0);
    }
}
