namespace EdgeNet.Cli.Pages.Drawings;

/// <summary>Values as colors.</summary>
internal static class ColorMap
{
    // Viridis (Smith and van der Walt 2015) at eighths: equal steps look equal, also in grey and to the color-blind.
    private static readonly (byte R, byte G, byte B)[] Viridis =
        [(68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50),
            (253, 231, 37)];

    /// <summary>A value of an activation.</summary>
    /// <param name="share">0 to 1; what is not a number shows white.</param>
    public static (byte R, byte G, byte B) Activation(double share)
    {
        if (double.IsNaN(share)) return (255, 255, 255);
        double at = Math.Clamp(share, 0, 1) * (Viridis.Length - 1);
        int low = Math.Min((int)at, Viridis.Length - 2);
        return Mix(Viridis[low], Viridis[low + 1], at - low);
    }

    /// <summary>A grey.</summary>
    /// <param name="share">0, black, to 1, white.</param>
    public static (byte R, byte G, byte B) Grey(double share)
    {
        byte value = Byte(share);
        return (value, value, value);
    }

    /// <summary>A picture's pixel under a heat map: grey where it is cold, from red to yellow where it is hot.</summary>
    /// <param name="pixel">The pixel.</param>
    /// <param name="heat">0 to 1.</param>
    public static (byte R, byte G, byte B) Heated((byte R, byte G, byte B) pixel, double heat)
    {
        double grey = (0.299 * pixel.R + 0.587 * pixel.G + 0.114 * pixel.B) / 255;
        return Mix(Grey(grey), (255, Byte(0.1 + 0.8 * heat), 30), Math.Clamp(0.8 * heat, 0, 1));
    }

    /// <summary>A share as a byte; what is not a number is 0.</summary>
    public static byte Byte(double share) => (byte)Math.Round(255 * Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1));

    private static (byte R, byte G, byte B) Mix((byte R, byte G, byte B) from, (byte R, byte G, byte B) to, double share) =>
        (Between(from.R, to.R, share), Between(from.G, to.G, share), Between(from.B, to.B, share));

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);
}
