namespace EdgeNet.Devices.Status;

/// <summary>What a corrected reading is good for.</summary>
public enum SampleKind
{
    /// <summary>Digits alone: labels.csv names it, and a line network trains on it.</summary>
    Line,

    /// <summary>With separators, or too long for a line network: fields.csv names it, and it waits for a trainer that takes such.</summary>
    Field,
}
