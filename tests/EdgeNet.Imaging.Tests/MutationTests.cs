using System.Diagnostics;
using System.Globalization;
using EdgeNet.Imaging.Tests.Mutations;
using EdgeNet.Vision.Pictures;
using Xunit.Abstractions;

namespace EdgeNet.Imaging.Tests;

/// <summary>
/// Any damage gives a picture or a PictureException, in memory bounded by the size in the header.
/// EDGENET_FUZZ=1000000 makes a full run of so many files a format, which holds time and native memory too, and leaves
/// <c>mutations-*.txt</c> in the test's folder: the number of the file that is being read, and in the end what the run came to.
/// EDGENET_FUZZ_FIRST begins at another number than 0.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    private const int Runs = 3_000;

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    [InlineData(PictureFormat.Png)]
    [InlineData(PictureFormat.WebP)]
    [InlineData(PictureFormat.Bmp)]
    [InlineData(PictureFormat.Gif)]
    [InlineData(PictureFormat.Tiff)]
    [InlineData(PictureFormat.Pnm)]
    public void DamageIsAPictureOrAPictureException(PictureFormat format) => Run(DesktopPictures.Reader, format, "desktop");

    [Theory]
    [InlineData(PictureFormat.Jpeg)]
    public void SoItIsOnTheDevice(PictureFormat format) => Run(PictureReader.Device, format, "device");

    private void Run(PictureReader reader, PictureFormat format, string kind)
    {
        int full = Setting("EDGENET_FUZZ");
        var run = new MutationRun(reader, format, isFull: full > 0);
        string note = Path.Combine(AppContext.BaseDirectory, $"mutations-{format}-{kind}.txt");
        long start = Stopwatch.GetTimestamp();
        run.Do(Setting("EDGENET_FUZZ_FIRST"), full > 0 ? full : Runs, note);
        string result = FormattableString.Invariant($"{format} {kind}: {(full > 0 ? full : Runs)} files in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, {run}");
        output.WriteLine(result);
        if (full > 0)
            File.WriteAllText(note, result + "\n");
    }

    private static int Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
