using EdgeNet.Devices.Station.Alignment;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>
/// Looks for the marks in the reference picture, without which the station does not start, and whether the camera's frames are as large:
/// others are not straightened.
/// </summary>
/// <param name="align">The configuration.</param>
/// <param name="camera">The camera's configuration.</param>
/// <param name="size">The size of the camera's frames, asked when the check runs; null where no frame could be had.</param>
public sealed class AlignCheck(AlignConfig align, CameraConfig camera, Func<(int Width, int Height)?> size) : IDoctorCheck
{
    private const string Record =
        "zipreader record FOLDER --frames 1 takes a reference picture; set reference, first and second in [align]";

    /// <inheritdoc/>
    public string Name => "align";

    // A camera of V4L2 that has no such size gives its nearest.
    private bool IsRpicam => camera.Source.StartsWith("rpicam", StringComparison.Ordinal);

    private bool TakesSize => IsRpicam || camera.Source.StartsWith("/dev/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (align.Reference is not { } reference || align.Marks is not { } marks)
            return CheckResult.Unused("no reference in [align]");
        try
        {
            GreyFrame picture = PictureReader.Device.Read(reference).Frame;
            using var aligned = new AlignedSource(new PictureSource([]), picture, marks);
            return SizeProblem(reference, picture.Width, picture.Height) ?? CheckResult.Ok($"{reference}: has both marks");
        }
        catch (Exception error) when (error is PictureException or ArgumentException)
        {
            return CheckResult.Failed(error.Message, Record);
        }
    }

    private CheckResult? SizeProblem(string reference, int width, int height)
    {
        (int Width, int Height)? seen = size();
        if ((seen ?? (TakesSize ? (camera.Width, camera.Height) : null)) is not { } frame || frame == (width, height))
            return null;
        string whose = seen is null ? "[camera] asks for" : "the camera's frames have";
        string finding = FormattableString.Invariant(
            $"{reference}: has {width}×{height} pixels, {whose} {frame.Width}×{frame.Height}: no frame is straightened");
        string remedy = TakesSize
            ? FormattableString.Invariant($"set width = {width} and height = {height} in [camera]; or {Record}")
            : Record;
        return seen is null && !IsRpicam ? CheckResult.Warning(finding, remedy) : CheckResult.Failed(finding, remedy);
    }
}
