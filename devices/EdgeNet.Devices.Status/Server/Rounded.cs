namespace EdgeNet.Devices.Status.Server;

/// <summary>Numbers with as many digits as say something.</summary>
internal static class Rounded
{
    internal static double Share(float share) => float.IsFinite(share) ? Math.Round(share, 4) : 0;

    internal static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
