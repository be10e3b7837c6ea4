using System.Text;

namespace EdgeNet.Vision.Pictures.Pnm;

/// <summary>
/// Reads the header of a portable arbitrary map (P7): lines of a word and a value, up to ENDHDR
/// (https://netpbm.sourceforge.net/doc/pam.html).
/// </summary>
internal static class PamHeader
{
    private const string Kind = "PAM";

    internal static PnmHeader Parse(ReadOnlySpan<byte> data, string name)
    {
        var tokens = new PnmTokens(data, position: 2, name, Kind);
        int? width = null, height = null, depth = null, maximum = null;
        var tuple = new StringBuilder();
        while (true)
        {
            ReadOnlySpan<byte> word = tokens.ReadWord();
            if (word.SequenceEqual("ENDHDR"u8))
                break;
            if (word.SequenceEqual("WIDTH"u8))
                width = tokens.ReadNumber("WIDTH");
            else if (word.SequenceEqual("HEIGHT"u8))
                height = tokens.ReadNumber("HEIGHT");
            else if (word.SequenceEqual("DEPTH"u8))
                depth = tokens.ReadNumber("DEPTH");
            else if (word.SequenceEqual("MAXVAL"u8))
                maximum = tokens.ReadNumber("MAXVAL");
            else if (word.SequenceEqual("TUPLTYPE"u8))
                AddTuple(tuple, tokens.ReadLine());
            else
                throw PictureException.In(
                    name, $"PAM header at byte {tokens.Position - word.Length}: expected WIDTH, HEIGHT, DEPTH, MAXVAL, TUPLTYPE or ENDHDR, found 0x{Start(word)}");
        }

        tokens.ReadLine();
        int foundWidth = width ?? throw Missing("WIDTH", name);
        int foundHeight = height ?? throw Missing("HEIGHT", name);
        PictureSize.ThrowIfBeyondLimits(name, "PAM header", foundWidth, foundHeight);
        int foundMaximum = maximum ?? throw Missing("MAXVAL", name);
        PnmHeader.ThrowIfBadMaximum(foundMaximum, name, Kind, "sample");
        int foundDepth = depth ?? throw Missing("DEPTH", name);
        CheckDepth(foundDepth, tuple.ToString(), name);
        return PnmHeader.OfPam(foundWidth, foundHeight, foundDepth, foundMaximum, tokens.Position);
    }

    private static void AddTuple(StringBuilder tuple, ReadOnlySpan<byte> line)
    {
        // Longer ones are none that is known; a header may hold many lines of them.
        if (tuple.Length < 64)
            tuple.Append(Encoding.Latin1.GetString(line[..Math.Min(line.Length, 64)]).Trim());
    }

    private static void CheckDepth(int depth, string tuple, string name)
    {
        int? expected = tuple switch
        {
            "BLACKANDWHITE" or "GRAYSCALE" => 1,
            "BLACKANDWHITE_ALPHA" or "GRAYSCALE_ALPHA" => 2,
            "RGB" => 3,
            "RGB_ALPHA" => 4,
            "" => null,
            _ => throw PictureException.In(
                name, $"PAM header: expected TUPLTYPE BLACKANDWHITE, GRAYSCALE or RGB, with or without _ALPHA, or none, found another"),
        };
        if (depth is < 1 or > 4)
            throw PictureException.In(name, $"PAM header: expected DEPTH 1 to 4, found {depth}");
        if (expected is { } needed && needed != depth)
            throw PictureException.In(name, $"PAM header: expected DEPTH {needed} for TUPLTYPE {tuple}, found {depth}");
    }

    private static string Start(ReadOnlySpan<byte> word) => Convert.ToHexString(word[..Math.Min(word.Length, 8)]);

    private static PictureException Missing(string what, string name) =>
        PictureException.In(name, $"PAM header: expected {what} before ENDHDR, found none");
}
