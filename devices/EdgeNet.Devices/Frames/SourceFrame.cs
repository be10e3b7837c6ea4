using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices;

/// <summary>A frame as its source lends it: valid until the next one is asked for, or the source is disposed.</summary>
/// <param name="name">What to call it in output: a picture's path, or the camera's name.</param>
/// <param name="pixels">The frame, rows at whatever stride the source has.</param>
/// <param name="warnings">What is to be told of it, a line each; null for nothing.</param>
public readonly ref struct SourceFrame(string name, GreyFrame pixels, IReadOnlyList<string>? warnings = null)
{
    /// <summary>What to call it in output: a picture's path, or the camera's name.</summary>
    public string Name { get; } = name;

    /// <summary>The frame, in the source's own buffer.</summary>
    public GreyFrame Pixels { get; } = pixels;

    /// <summary>What is to be told of the frame and where it comes from, a line each, escaped, though it could be had.</summary>
    public IReadOnlyList<string> Warnings { get; } = Plain(warnings);

    /// <summary>The frame's number at its source, from 0; a gap is a frame that was dropped. 0 where the source does not number.</summary>
    public long Number { get; init; }

    /// <summary>
    /// When the camera took it, in the ticks of <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>; 0 for pictures, whose time is
    /// another.
    /// </summary>
    public long Captured { get; init; }

    /// <summary>
    /// Warnings name files and tell what cameras say, which may be anybody's text. Most frames have none, and cost nothing.
    /// </summary>
    private static string[] Plain(IReadOnlyList<string>? warnings)
    {
        if (warnings is null || warnings.Count == 0)
            return [];
        string[] plain = new string[warnings.Count];
        for (int i = 0; i < plain.Length; i++)
            plain[i] = PlainText.Escape(warnings[i]);
        return plain;
    }
}
