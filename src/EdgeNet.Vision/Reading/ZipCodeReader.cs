using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Fields;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Reads the handwritten ZIP code in a grey frame: ink, components, text lines, the field of five digits, its parting into digits, and the network's word on
/// each. It allocates its buffers for the first frame of a size and nothing afterwards. Not safe for use by several threads at once.
/// </summary>
public sealed class ZipCodeReader
{
    // Dark strokes leave the paper's estimate as it is, and nothing is lighter; around light ones it rises, and the ground seems drawn as well.
    private const float LeastLightShare = 0.125f;

    private readonly ZipCodeReaderOptions _options;
    private readonly ZipReading _reading = new();
    private readonly WorkPicture _picture = new();
    private readonly InkMap _ink = new();
    private readonly ComponentFinder _components = new();
    private readonly TextLines _lines = new();
    private readonly FieldFinder _fields = new();
    private readonly ZipFieldReader _fieldReader;

    /// <summary>A reader over a network.</summary>
    /// <param name="network">1x32x32 in (ink 1, paper 0, as MNIST with a border of two pixels), ten probabilities out. It stays the caller's to dispose.</param>
    /// <param name="options">How to decide, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The network has another input or output length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ZipCodeReader(INetwork<float> network, ZipCodeReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        const int InputLength = DigitNormaliser.Side * DigitNormaliser.Side;
        if (network.Info.InputLength != InputLength || network.Info.OutputLength != DigitClassifier.Classes)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A digit network takes {InputLength} inputs and gives {DigitClassifier.Classes} outputs; '{network.Info.Name}' takes {network.Info.InputLength} and gives {network.Info.OutputLength}."),
                nameof(network));
        }

        _options = options ?? new ZipCodeReaderOptions();
        if (!(_options.AcceptThreshold is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), _options.AcceptThreshold, "AcceptThreshold must be 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxInferences, 50, nameof(options));
        _fieldReader = new ZipFieldReader(network);
    }

    /// <summary>Reads one frame.</summary>
    /// <param name="frame">Any size.</param>
    /// <returns>The reading, the same object for every frame: take from it what is needed before the next one.</returns>
    public ZipReading Read(GreyFrame frame)
    {
        _reading.Clear();
        _fieldReader.Begin(_options.MaxInferences);
        if (frame.Width == 0)
            throw new ArgumentException("The frame is empty.", nameof(frame));
        Read(frame, lightInk: false);
        if (!_reading.IsZipCode && _options.ReadLightInk && _ink.LightCount > LeastLightShare * _ink.DrawnCount)
            Read(frame, lightInk: true);
        return _reading;
    }

    private void Read(GreyFrame frame, bool lightInk)
    {
        _picture.Load(frame, lightInk);
        _ink.Build(_picture);
        _components.Find(_ink);
        _lines.Build(_components);
        _fields.Find(_lines.Marks);
        if (_fieldReader.Read(_ink, _components, _lines, _fields.Candidates) && _fieldReader.Confidence > _reading.Confidence)
        {
            Span<ReadDigit> digits = stackalloc ReadDigit[ZipReading.Length];
            for (int i = 0; i < digits.Length; i++)
                digits[i] = _fieldReader.Digits[i] with { Box = InFrame(_fieldReader.Digits[i].Box, frame) };
            _reading.Set(digits, _fieldReader.Confidence, _fieldReader.Confidence >= _options.AcceptThreshold, lightInk);
        }
    }

    private PixelBox InFrame(PixelBox box, GreyFrame frame)
    {
        int left = box.X * _picture.Factor;
        int top = box.Y * _picture.Factor;
        int right = Math.Min((box.X + box.Width) * _picture.Factor, frame.Width);
        int bottom = Math.Min((box.Y + box.Height) * _picture.Factor, frame.Height);
        return new PixelBox(left, top, right - left, bottom - top);
    }
}
