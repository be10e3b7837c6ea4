namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>The markers of a JPEG file that matter here (ITU-T T.81, table B.1): the byte after 0xFF.</summary>
internal static class JpegMarkers
{
    internal const byte Baseline = 0xC0;
    internal const byte Extended = 0xC1;
    internal const byte Progressive = 0xC2;
    internal const byte HuffmanTables = 0xC4;
    internal const byte FirstRestart = 0xD0;
    internal const byte LastRestart = 0xD7;
    internal const byte Start = 0xD8;
    internal const byte End = 0xD9;
    internal const byte Scan = 0xDA;
    internal const byte QuantizationTables = 0xDB;
    internal const byte RestartInterval = 0xDD;
    internal const byte App0 = 0xE0;
    internal const byte App1 = 0xE1;
    internal const byte App14 = 0xEE;

    /// <summary>What kind of frame a marker begins that is neither baseline nor progressive; null if it begins none.</summary>
    internal static string? OtherFrame(byte marker) => marker switch
    {
        0xC3 => "a lossless one",
        0xC5 or 0xC6 or 0xC7 or 0xCD or 0xCE or 0xCF => "a hierarchical one",
        0xC9 or 0xCA or 0xCB => "one in arithmetic codes",
        0xF7 => "JPEG-LS",
        _ => null,
    };
}
