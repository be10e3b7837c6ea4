using System.Text;
using EdgeNet;
using EdgeNet.Devices;
using EdgeNet.Models;
using EdgeNet.Safety;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

// Exit codes: 0 every picture was read, 1 one could not be, 2 wrong usage.
const string Usage = """
    ZipReader PATH…
    Reads the handwritten ZIP code in each picture (JPEG, PNG, PNM), or in each picture of a folder, and prints a line of JSON for each.

    """;

using Stream output = Console.OpenStandardOutput();
using Stream error = Console.OpenStandardError();
if (args is ["--help" or "-h"])
{
    output.Write(Encoding.UTF8.GetBytes(Usage));
    return 0;
}

// "--" ends the options: a picture's name may begin with a dash.
string[] paths = args is ["--", ..] ? args[1..] : args;
if (paths.Length == 0 || (ReferenceEquals(paths, args) && Array.Exists(args, a => a.StartsWith('-'))))
{
    error.Write(Encoding.UTF8.GetBytes(Usage));
    return 2;
}

try
{
    using DigitLine network = DigitLine.LoadEmbedded();
    using var source = new PictureSource(paths);
    var sink = new JsonReadings(output.Write, WriteError);
    return ReadingLoop.Run(source, new FieldReader(network, digits: null, FieldPattern.Zip), sink) ? 0 : 1;
}
catch (Exception e) when (e is IOException or WeightsException)
{
    WriteError(e.Message);
    return 1;
}

void WriteError(string message) => error.Write(Encoding.UTF8.GetBytes($"ZipReader: {PlainText.Escape(message)}\n"));
