using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace EdgeNet.Imaging.TiffFiles;

/// <summary>
/// Takes what LibTiff reports: it has one handler for all of a process. What is not of a picture that is being decoded here goes to the
/// handler that was there before.
/// </summary>
internal sealed class TiffLog : TiffErrorHandler
{
    private static readonly TiffErrorHandler? Others = Tiff.SetErrorHandler(new TiffLog());

    [ThreadStatic]
    private static TiffLog? t_current;

    /// <summary>The first report since <see cref="Begin"/>; null if there was none.</summary>
    internal string? First { get; private set; }

    /// <summary>How many reports there were.</summary>
    internal int Count { get; private set; }

    /// <summary>Takes the reports of this thread from now on.</summary>
    internal static TiffLog Begin()
    {
        _ = Others;
        return t_current = new TiffLog();
    }

    /// <summary>Leaves the reports of this thread to others again.</summary>
    internal static void End() => t_current = null;

    /// <summary>Forgets what has been reported.</summary>
    internal void Clear() => (First, Count) = (null, 0);

    /// <inheritdoc/>
    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
        if (t_current is { } log)
            log.Add(format, args);
        else
            Others?.ErrorHandler(tif, method, format, args);
    }

    /// <inheritdoc/>
    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (t_current is null)
            Others?.ErrorHandlerExt(tif, clientData, method, format, args);
    }

    /// <inheritdoc/>
    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
        if (t_current is { } log)
            log.Add(format, args);
        else
            Others?.WarningHandler(tif, method, format, args);
    }

    /// <inheritdoc/>
    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (t_current is null)
            Others?.WarningHandlerExt(tif, clientData, method, format, args);
    }

    private void Add(string format, object[] args)
    {
        Count++;
        First ??= string.Format(CultureInfo.InvariantCulture, format, args).ReplaceLineEndings(" ");
    }
}
