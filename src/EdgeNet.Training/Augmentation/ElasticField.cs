using System.Numerics;

namespace EdgeNet.Training.Augmentation;

/// <summary>
/// Elastic distortion fields (Simard, Steinkraus and Platt 2003): white noise smoothed by a Gaussian, scaled to a given strength.
/// The noise reaches past the picture on every side, so that the field is as strong at the border as in the middle.
/// </summary>
internal sealed class ElasticField
{
    private readonly int _height;
    private readonly int _width;
    private readonly int _radius;
    private readonly float[] _kernel;

    /// <summary>The root mean square of unit noise after smoothing.</summary>
    private readonly float _norm;

    private readonly float[] _noise;
    private readonly float[] _rows;

    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns.</param>
    /// <param name="smoothness">The deviation of the Gaussian, in pixels; above 0.</param>
    public ElasticField(int height, int width, float smoothness)
    {
        _height = height;
        _width = width;
        _kernel = GaussianBlur.Kernel(smoothness, 2.5f);
        _radius = _kernel.Length / 2;
        _noise = new float[(height + 2 * _radius) * (width + 2 * _radius)];
        _rows = new float[(height + 2 * _radius) * width];
        // Uniform noise in [−1, 1] has variance 1/3; each of the two smoothings multiplies it by the kernel's squares.
        float squares = _kernel.Sum(k => k * k);
        _norm = squares * MathF.Sqrt(1 / 3f);
    }

    /// <summary>Draws a field.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="strength">The expected root mean square of each component, in pixels.</param>
    /// <param name="horizontal">Receives the horizontal displacement of each pixel.</param>
    /// <param name="vertical">Receives the vertical displacement of each pixel.</param>
    public void Draw(ref SampleRandom random, float strength, Span<float> horizontal, Span<float> vertical)
    {
        DrawOne(ref random, strength / _norm, horizontal);
        DrawOne(ref random, strength / _norm, vertical);
    }

    private void DrawOne(ref SampleRandom random, float scale, Span<float> field)
    {
        FillWithNoise(ref random, scale / 32768f);
        int stride = _width + 2 * _radius;
        for (int y = 0; y < _height + 2 * _radius; y++)
            Smooth(_noise.AsSpan(y * stride, stride), 1, _rows.AsSpan(y * _width, _width));
        for (int y = 0; y < _height; y++)
            Smooth(_rows.AsSpan(y * _width), _width, field.Slice(y * _width, _width));
    }

    private void FillWithNoise(ref SampleRandom random, float scale)
    {
        // Sixteen bits a value are plenty.
        for (int i = 0; i < _noise.Length; i += 4)
        {
            ulong bits = random.NextUInt64();
            for (int j = i; j < Math.Min(i + 4, _noise.Length); j++, bits >>= 16)
                _noise[j] = (short)bits * scale;
        }
    }

    /// <summary>to[x] = Σ over j of kernel[j] · from[x + j·step].</summary>
    private void Smooth(ReadOnlySpan<float> from, int step, Span<float> to)
    {
        for (int x = 0; x < to.Length; x += Vector<float>.Count)
        {
            if (to.Length < Vector<float>.Count)
            {
                for (; x < to.Length; x++)
                {
                    to[x] = 0;
                    for (int j = 0; j < _kernel.Length; j++)
                        to[x] += _kernel[j] * from[x + j * step];
                }

                return;
            }

            // The last vector may overlap the one before.
            int at = Math.Min(x, to.Length - Vector<float>.Count);
            Vector<float> sum = Vector<float>.Zero;
            for (int j = 0; j < _kernel.Length; j++)
                sum += _kernel[j] * new Vector<float>(from[(at + j * step)..]);
            sum.CopyTo(to[at..]);
        }
    }
}
