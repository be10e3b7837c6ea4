using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Brings pictures to a network's input shape. What is smaller is centred on zeros (MNIST's 28×28 in LeNet-5's 32×32); what is
/// larger is shrunk by averaging, its aspect kept, and centred. Grey becomes three equal channels, colour becomes luma (Rec. 601).
/// </summary>
internal sealed class ImageFitter
{
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int _height;
    private readonly int _width;
    private readonly float[] _plane;

    /// <param name="from">The pictures' shape: (channels, height, width).</param>
    /// <param name="to">The network's input shape.</param>
    /// <param name="name">Where the pictures come from, for messages.</param>
    /// <exception cref="TrainingException">There is no natural way from one shape to the other.</exception>
    public ImageFitter(int[] from, IReadOnlyList<int> to, string name)
    {
        int length = from[0] * from[1] * from[2];
        // A vector takes the picture as it is.
        _to = to.Count == 1 && to[0] == length ? from : [.. to];
        bool channels = _to.Length == 3 && (_to[0] == from[0] || (_to[0], from[0]) is (1, 3) or (3, 1));
        if (!channels)
            throw new TrainingException(Invariant(
                $"{name}: pictures of {from[0]} channels, {from[1]}×{from[2]}, do not fit a network whose input is {string.Join("×", to)}."));
        _from = from;
        double shrink = Math.Min(1, Math.Min((double)_to[1] / from[1], (double)_to[2] / from[2]));
        _height = Math.Clamp((int)Math.Round(from[1] * shrink), 1, _to[1]);
        _width = Math.Clamp((int)Math.Round(from[2] * shrink), 1, _to[2]);
        _plane = new float[from[1] * from[2]];
    }

    /// <summary>Fits one picture.</summary>
    /// <param name="picture">Its values, channels first.</param>
    /// <param name="fitted">Receives the values of the network's shape; zero before.</param>
    public void Fit(ReadOnlySpan<byte> picture, Span<byte> fitted)
    {
        int top = (_to[1] - _height) / 2;
        int left = (_to[2] - _width) / 2;
        bool copies = _from[0] == _to[0] && _height == _from[1] && _width == _from[2];
        for (int c = 0; c < _to[0]; c++)
        {
            Span<byte> plane = fitted.Slice(c * _to[1] * _to[2], _to[1] * _to[2]);
            if (copies)
            {
                for (int y = 0; y < _height; y++)
                    picture.Slice((c * _height + y) * _width, _width).CopyTo(plane[((top + y) * _to[2] + left)..]);
                continue;
            }

            LoadPlane(picture, c);
            for (int y = 0; y < _height; y++)
                for (int x = 0; x < _width; x++)
                    plane[(top + y) * _to[2] + left + x] = (byte)MathF.Round(Average(y, x));
        }
    }

    private void LoadPlane(ReadOnlySpan<byte> picture, int channel)
    {
        int size = _plane.Length;
        bool luma = _from[0] == 3 && _to[0] == 1;
        int from = _from[0] == 1 ? 0 : channel;
        for (int i = 0; i < size; i++)
        {
            _plane[i] = luma
                ? 0.299f * picture[i] + 0.587f * picture[size + i] + 0.114f * picture[2 * size + i]
                : picture[from * size + i];
        }
    }

    /// <summary>The average of the source pixels under a target pixel, by the share of each that it covers.</summary>
    private float Average(int y, int x)
    {
        if (_height == _from[1] && _width == _from[2]) return _plane[y * _from[2] + x];
        float scaleY = (float)_from[1] / _height;
        float scaleX = (float)_from[2] / _width;
        float top = y * scaleY, bottom = Math.Min(top + scaleY, _from[1]);
        float left = x * scaleX, right = Math.Min(left + scaleX, _from[2]);
        float sum = 0, area = 0;
        for (int sy = (int)top; sy < bottom; sy++)
        {
            float rows = Math.Min(sy + 1, bottom) - Math.Max(sy, top);
            for (int sx = (int)left; sx < right; sx++)
            {
                float share = rows * (Math.Min(sx + 1, right) - Math.Max(sx, left));
                sum += share * _plane[sy * _from[2] + sx];
                area += share;
            }
        }

        return sum / area;
    }
}
