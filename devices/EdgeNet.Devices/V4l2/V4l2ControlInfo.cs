namespace EdgeNet.Devices.V4l2;

/// <summary>A setting of a camera.</summary>
/// <param name="Name">What the driver calls it, escaped.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Default">The value that it has unless it is set.</param>
/// <param name="Value">The value that it has; the default where the driver does not say.</param>
public sealed record V4l2ControlInfo(string Name, int Minimum, int Maximum, int Default, int Value)
{
    /// <summary>The driver's number of the control.</summary>
    internal uint Id { get; init; }

    /// <summary>As in <c>Gain = 16 (0 to 255, 0 unless it is set)</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name} = {Value} ({Minimum} to {Maximum}, {Default} unless it is set)");
}
