using EdgeNet.Devices;
using EdgeNet.Models;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Reads pictures, a line of JSON each.</summary>
internal static class ReadCommand
{
    internal const string Usage = """
        ZipReader PATH…
        Reads the handwritten ZIP code in each picture (JPEG, PNG, PNM), or in each picture of a folder, and prints a line of JSON for each.

        """;

    /// <summary>Reads them.</summary>
    /// <returns>0 every picture was read, 1 one could not be.</returns>
    internal static int Run(string[] paths)
    {
        try
        {
            using Stream output = Console.OpenStandardOutput();
            using DigitLine network = DigitLine.LoadEmbedded();
            using var source = new PictureSource(paths);
            var sink = new JsonReadings(output.Write, Streams.Tell);
            return ReadingLoop.Run(source, new FieldReader(network, digits: null, FieldPattern.Zip), sink) ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or WeightsException)
        {
            Streams.Tell(e.Message);
            return 1;
        }
    }
}
