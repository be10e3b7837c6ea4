using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading.Tracing;

namespace EdgeNet.Vision.Reading;

/// <summary>A <see cref="ZipCodeReader"/> as a reader of the pattern zip.</summary>
public sealed class ZipDigitReader : IDigitReader
{
    private readonly ZipCodeReader _reader;
    private readonly DigitReading _reading = new(FieldPattern.Zip);

    /// <summary>A reader over a network.</summary>
    /// <param name="network">As for <see cref="ZipCodeReader"/>; it stays the caller's to dispose.</param>
    /// <param name="options">How to decide, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The network has another input or output length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ZipDigitReader(INetwork<float> network, ZipCodeReaderOptions? options = null)
    {
        options ??= new ZipCodeReaderOptions();
        _reader = new ZipCodeReader(network, options);
        AcceptThreshold = options.AcceptThreshold;
    }

    /// <inheritdoc/>
    public FieldPattern Pattern => FieldPattern.Zip;

    /// <inheritdoc/>
    public float AcceptThreshold { get; }

    /// <inheritdoc/>
    public DigitReading Read(GreyFrame frame, ReadingTrace? trace = null)
    {
        ZipReading zip = _reader.Read(frame);
        _reading.Clear();
        trace?.Begin(frame.Width, frame.Height);
        if (zip.RawDigits.IsEmpty)
            return _reading;
        ReadField field = _reading.AddField();
        Span<char> text = stackalloc char[ZipReading.Length];
        for (int i = 0; i < text.Length; i++)
        {
            ReadDigit digit = zip.RawDigits[i];
            text[i] = (char)('0' + digit.Digit);
            field.Add(new ReadSymbol(text[i], digit.Confidence, digit.Box));
            trace?.Add(TraceKind.Digit, TraceQuad.Of(digit.Box), text.Slice(i, 1).ToString(), digit.Confidence);
        }

        field.AddAlternative(text, zip.Confidence);
        field.SetConfidence(zip.Confidence);
        _reading.Set(zip.Confidence, zip.IsZipCode, zip.IsLightInk);
        trace?.Add(
            zip.IsZipCode ? TraceKind.Field : TraceKind.Rejected, TraceQuad.Of(field.Box), new string(text), zip.Confidence,
            zip.IsZipCode ? null : FormattableString.Invariant($"below the threshold of {AcceptThreshold:0.00}"));
        return _reading;
    }
}
