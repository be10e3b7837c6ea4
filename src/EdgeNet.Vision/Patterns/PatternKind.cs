namespace EdgeNet.Vision.Patterns;

/// <summary>What kind of field is looked for.</summary>
public enum PatternKind
{
    /// <summary>A US ZIP code: five digits, or five, a dash and four.</summary>
    Zip,

    /// <summary>A postal code of four, five or six digits, or of one of these lengths.</summary>
    Postcode,

    /// <summary>An amount of money: digits, with points and commas between them.</summary>
    Amount,

    /// <summary>A number of digits between two bounds.</summary>
    Digits,

    /// <summary>Every run of digits, however many there are.</summary>
    Lines,
}
