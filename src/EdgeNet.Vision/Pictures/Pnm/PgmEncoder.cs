using System.Text;

namespace EdgeNet.Vision.Pictures.Pnm;

/// <summary>Writes binary portable grey maps (P5).</summary>
internal static class PgmEncoder
{
    internal static void Encode(Stream stream, GreyFrame frame)
    {
        stream.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"P5\n{frame.Width} {frame.Height}\n255\n")));
        for (int y = 0; y < frame.Height; y++)
            stream.Write(frame.Row(y));
    }
}
