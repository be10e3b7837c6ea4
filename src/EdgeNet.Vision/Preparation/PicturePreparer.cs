using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Preparation;

/// <summary>
/// Prepares pictures for a network as its weights say (<see cref="WeightsMetadata.Preparation"/>): brings them to its size, grey or
/// colours,
/// inverts them where they are to be, and scales them. Training, evaluation, prediction and devices prepare with this class, so that a
/// picture gives the same input everywhere, bit by bit. Allocates nothing after construction. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// Pictures are shrunk by exact averages over the area of each pixel, enlarged linearly, and rounded to 8 bits before they are scaled to
/// floats: training sets are kept as bytes.
/// </remarks>
public sealed class PicturePreparer
{
    private const float Unit = 1 / 255f;

    // Rec. 601.
    private const float Red = 0.299f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    private readonly byte[] _bytes;
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly bool _isScaled;

    /// <summary>A preparer.</summary>
    /// <param name="preparation">How to prepare pictures.</param>
    /// <exception cref="ArgumentException">It is a preparation of numbers, not of pictures, or contradicts itself.</exception>
    public PicturePreparer(InputPreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        if (preparation.Kind != InputKind.Picture)
            throw new ArgumentException("Expected a preparation of pictures, found one of numbers.", nameof(preparation));
        preparation.Check();
        Preparation = preparation;
        (_channels, _height, _width) = (preparation.Shape[0], preparation.Shape[1], preparation.Shape[2]);
        _bytes = new byte[preparation.Length];
        _isScaled = preparation.Mean is not [0] || preparation.Deviation is not [1];
    }

    /// <summary>How pictures are prepared.</summary>
    public InputPreparation Preparation { get; }

    /// <summary>Whether the network sees colours: then a <see cref="ColorFrame"/> is what it wants.</summary>
    public bool WantsColors => _channels == 3;

    /// <summary>Prepares a grey frame; a network of three channels gets three equal ones.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="input">Receives the network's input, channels first: <see cref="InputPreparation.Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Prepare(GreyFrame frame, Span<float> input) => Prepare(Planes(frame), input);

    /// <summary>Prepares a frame in colour; a network of one channel gets its luma.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="input">Receives the network's input, channels first: <see cref="InputPreparation.Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Prepare(ColorFrame frame, Span<float> input) => Prepare(Planes(frame), input);

    /// <summary>Prepares a picture that was read: its colours where it has them and the network wants them, else its grey.</summary>
    /// <param name="picture">The picture, for a network in colour from <see cref="PictureReader.ReadColor(string)"/>.</param>
    /// <param name="input">Receives the network's input, channels first: <see cref="InputPreparation.Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Prepare(GreyPicture picture, Span<float> input) => Prepare(Planes(picture), input);

    /// <summary>Prepares a picture up to its bytes, which training keeps.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="bytes">Receives the bytes, channels first.</param>
    internal void PrepareBytes(GreyPicture picture, Span<byte> bytes) => PrepareBytes(Planes(picture), bytes);

    /// <summary>Prepares a picture up to its bytes, which training keeps.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="bytes">Receives the bytes, channels first.</param>
    internal void PrepareBytes(PixelPlanes source, Span<byte> bytes)
    {
        bytes.Clear();
        bool inverts = Preparation.Inversion switch
        {
            PictureInversion.Always => true,
            PictureInversion.BrightPaper => HasBrightBorder(source),
            _ => false,
        };
        (SampleAxis columns, int width) = Axis(source.Width, _width, source.Height, _height);
        (SampleAxis rows, int height) = Axis(source.Height, _height, source.Width, _width);
        int top = (_height - height) / 2, left = (_width - width) / 2;
        for (int c = 0; c < _channels; c++)
        {
            int stored = Preparation.Color == PictureColor.Bgr ? _channels - 1 - c : c;
            Span<byte> plane = bytes.Slice(c * _height * _width, _height * _width);
            for (int y = 0; y < height; y++)
            {
                Span<byte> row = plane.Slice((top + y) * _width + left, width);
                Sample(source, stored, rows, columns, y, inverts, row);
            }
        }
    }

    /// <summary>Scales bytes to a network's input.</summary>
    /// <param name="bytes">The bytes of a prepared picture.</param>
    /// <param name="input">Receives the input.</param>
    internal void Scale(ReadOnlySpan<byte> bytes, Span<float> input)
    {
        for (int i = 0; i < bytes.Length; i++)
            input[i] = bytes[i] * Unit;
        if (_isScaled)
            Preparation.Normalize(input, input);
    }

    /// <summary>Whether the border of a picture is bright, as that of dark ink on paper.</summary>
    internal static bool HasBrightBorder(PixelPlanes source)
    {
        long sum = 0, count = 0;
        for (int y = 0; y < source.Height; y++)
        {
            bool whole = y == 0 || y == source.Height - 1;
            for (int x = 0; x < source.Width; x += whole ? 1 : Math.Max(1, source.Width - 1))
            {
                int at = y * source.RowStep + x * source.PixelStep;
                for (int c = 0; c < source.Channels; c++, count++)
                    sum += source.Bytes[at + c * source.ChannelStep];
            }
        }

        return sum > 127 * count;
    }

    internal static PixelPlanes Planes(GreyFrame frame) => new(frame.Pixels, frame.Width, frame.Height) { RowStep = frame.Stride };

    private static PixelPlanes Planes(ColorFrame frame) => new(frame.Bytes, frame.Width, frame.Height)
    {
        Channels = 3,
        RowStep = frame.Stride,
        PixelStep = ColorFrame.BytesPerPixel,
        ChannelStep = 1,
    };

    private PixelPlanes Planes(GreyPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return WantsColors && picture.HasColors ? Planes(picture.ColorFrame) : Planes(picture.Frame);
    }

    private void Prepare(PixelPlanes source, Span<float> input)
    {
        if (input.Length != _bytes.Length)
            NetworkArguments.ThrowLength(nameof(input), _bytes.Length, input.Length);
        PrepareBytes(source, _bytes);
        Scale(_bytes, input);
    }

    /// <summary>How an axis is sampled, and how many target pixels are filled along it.</summary>
    private (SampleAxis Axis, int Filled) Axis(int size, int target, int otherSize, int otherTarget)
    {
        double ratio = (double)target / size, other = (double)otherTarget / otherSize;
        switch (Preparation.Fit)
        {
            case PictureFit.Stretch:
                return (new SampleAxis(0, size, size, target), target);
            case PictureFit.Fill:
                float shown = (float)Math.Min(size, target / Math.Max(ratio, other));
                return (new SampleAxis((size - shown) / 2, shown, size, target), target);
            default:
                double scale = Math.Min(ratio, other);
                if (Preparation.Fit == PictureFit.Center)
                    scale = Math.Min(scale, 1);
                int filled = Math.Clamp((int)Math.Round(size * scale), 1, target);
                return (new SampleAxis(0, size, size, filled), filled);
        }
    }

    private void Sample(PixelPlanes source, int channel, SampleAxis rows, SampleAxis columns, int y, bool inverts, Span<byte> row)
    {
        bool luma = _channels == 1 && source.Channels == 3;
        int offset = source.Channels == 1 ? 0 : channel * source.ChannelStep;
        (int firstRow, int endRow, float top, float bottom) = rows.Window(y);
        for (int x = 0; x < row.Length; x++)
        {
            (int first, int end, float left, float right) = columns.Window(x);
            float sum = 0, area = 0;
            for (int sy = firstRow; sy < endRow; sy++)
            {
                float height = rows.Weight(sy, top, bottom);
                int at = sy * source.RowStep + first * source.PixelStep + offset;
                for (int sx = first; sx < end; sx++, at += source.PixelStep)
                {
                    float share = height * columns.Weight(sx, left, right);
                    sum += share * (luma ? Luma(source, at) : source.Bytes[at]);
                    area += share;
                }
            }

            float level = sum / area;
            row[x] = (byte)MathF.Round(inverts ? 255 - level : level);
        }
    }

    private static float Luma(PixelPlanes source, int at) =>
        Red * source.Bytes[at] + Green * source.Bytes[at + source.ChannelStep] + Blue * source.Bytes[at + 2 * source.ChannelStep];
}
