namespace EdgeNet.Vision.Reading;

/// <summary>One character that was read.</summary>
/// <param name="Character">A digit, '-', '.' or ','.</param>
/// <param name="Confidence">The probability that it is this one, 0 to 1.</param>
/// <param name="Box">Where it stands in the frame.</param>
public readonly record struct ReadSymbol(char Character, float Confidence, PixelBox Box)
{
    /// <summary>Whether it is a digit.</summary>
    public bool IsDigit => char.IsAsciiDigit(Character);
}
