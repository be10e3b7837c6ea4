namespace EdgeNet.Vision.Reading;

/// <summary>What was read in a frame. A reader has one and fills it again for every frame.</summary>
public sealed class ZipReading
{
    /// <summary>Digits in a ZIP code.</summary>
    public const int Length = 5;

    private readonly ReadDigit[] _digits = new ReadDigit[Length];

    internal ZipReading()
    {
    }

    /// <summary>Whether there is a ZIP code: five digits, read with at least <see cref="ZipCodeReaderOptions.AcceptThreshold"/>.</summary>
    public bool IsZipCode { get; private set; }

    /// <summary>The probability that this is a ZIP code and that every digit is right, 0 to 1; also where it was too low to be accepted.</summary>
    public float Confidence { get; private set; }

    /// <summary>The five digits from left to right, or none.</summary>
    public ReadOnlySpan<ReadDigit> Digits => IsZipCode ? _digits : [];

    /// <summary>The likeliest five digits even where they were not accepted.</summary>
    internal ReadOnlySpan<ReadDigit> RawDigits => Confidence > 0 ? _digits : [];

    /// <summary>Whether the writing is light on a dark ground.</summary>
    public bool IsLightInk { get; private set; }

    /// <summary>The box around all five digits; empty if there is no ZIP code.</summary>
    public PixelBox Box
    {
        get
        {
            if (!IsZipCode)
                return default;
            PixelBox box = _digits[0].Box;
            int right = box.X + box.Width;
            int bottom = box.Y + box.Height;
            int left = box.X;
            int top = box.Y;
            foreach (ReadDigit digit in _digits)
            {
                left = Math.Min(left, digit.Box.X);
                top = Math.Min(top, digit.Box.Y);
                right = Math.Max(right, digit.Box.X + digit.Box.Width);
                bottom = Math.Max(bottom, digit.Box.Y + digit.Box.Height);
            }

            return new PixelBox(left, top, right - left, bottom - top);
        }
    }

    /// <summary>Writes the five digits as text, without allocating.</summary>
    /// <param name="destination">At least five characters.</param>
    /// <returns>False if there is no ZIP code or no room.</returns>
    public bool TryFormat(Span<char> destination)
    {
        if (!IsZipCode || destination.Length < Length)
            return false;
        for (int i = 0; i < Length; i++)
            destination[i] = (char)('0' + _digits[i].Digit);
        return true;
    }

    /// <summary>The five digits, or an empty text.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[Length];
        return TryFormat(text) ? new string(text) : "";
    }

    internal void Clear()
    {
        IsZipCode = false;
        IsLightInk = false;
        Confidence = 0;
    }

    internal void Set(ReadOnlySpan<ReadDigit> digits, float confidence, bool accepted, bool lightInk)
    {
        digits.CopyTo(_digits);
        Confidence = confidence;
        IsZipCode = accepted;
        IsLightInk = lightInk;
    }
}
