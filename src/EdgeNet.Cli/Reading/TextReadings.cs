using EdgeNet.Cli.Output;
using EdgeNet.Devices;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Reading;

/// <summary>Readings for people, a line each, and one for each alternative if there are to be any.</summary>
/// <param name="output">Where they go.</param>
/// <param name="top">How many alternatives are told; 0 for none.</param>
internal sealed class TextReadings(CommandOutput output, int top) : IReadingSink
{
    public void OnReading(string name, DigitReading reading, TimeSpan time)
    {
        string answer = reading.IsAccepted && reading.FieldCount > 0 ? reading.ToString().Replace("\n", " / ") : NothingOf(reading.Pattern.Kind);
        output.Out.WriteLine($"{name}: {answer} (confidence {Format.Percent(reading.Confidence)}, {Format.Fixed(time.TotalMilliseconds, 1)} ms)");
        for (int i = 0; i < reading.FieldCount && top > 0; i++)
        {
            foreach (ReadAlternative alternative in reading[i].Alternatives[..Math.Min(top, reading[i].Alternatives.Length)])
                output.Out.WriteLine($"  {alternative} {Format.Percent(alternative.Confidence)}");
        }
    }

    public void OnWarning(string message) => output.WriteError(message);

    public void OnError(FrameException error) => output.WriteError(error.Message);

    private static string NothingOf(PatternKind kind) => kind switch
    {
        PatternKind.Zip => "no ZIP code",
        PatternKind.Postcode => "no postal code",
        PatternKind.Amount => "no amount",
        _ => "no digits",
    };
}
