using System.CommandLine;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Reading;
using EdgeNet.Devices;
using EdgeNet.Imaging;
using EdgeNet.Models;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet read: the ZIP code in each picture.</summary>
internal static class ReadCommand
{
    public static Command Create(CommandOutput output)
    {
        var images = new Argument<string[]>("IMAGE")
        {
            Description = $"Pictures ({DesktopPictures.Reader.FormatNames}), and folders of them. One that cannot be read does not stop the others.",
            Arity = ArgumentArity.OneOrMore,
        };
        images.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.StartsWith("--", StringComparison.Ordinal) && !File.Exists(token.Value)) result.AddError($"Unknown option {token.Value}.");
        });
        var json = new Option<bool>("--json")
        {
            Description = "A line of JSON for each picture: {\"file\",\"zip\" (or null),\"confidence\",\"digits\",\"milliseconds\"}, or {\"file\",\"error\"}.",
        };
        var weights = new Option<FileInfo?>("--weights") { Description = "Weights of LeNet5 to read with, instead of the embedded ones.", HelpName = "FILE" };
        var threshold = new Option<float>("--threshold")
        {
            Description = "The least confidence, 0 to 1, with which a reading counts.",
            HelpName = "P",
            DefaultValueFactory = _ => new ZipCodeReaderOptions().AcceptThreshold,
        }.Between(0, 1);
        var command = new Command("read", "Reads the handwritten ZIP code in each picture.") { images, json, weights, threshold };
        command.SetAction(parsed =>
        {
            var entry = new ClassEntry<LeNet5>();
            using SafetensorsFile file = entry.OpenWeights(parsed.GetValue(weights));
            using INetwork<float> network = entry.Create(file);
            using var source = new PictureSource(parsed.GetRequiredValue(images), DesktopPictures.Reader);
            var reader = new ZipCodeReader(network, new ZipCodeReaderOptions { AcceptThreshold = parsed.GetValue(threshold) });
            IReadingSink sink = parsed.GetValue(json) ? new JsonReadings(output.WriteUtf8, message => output.WriteError(message)) : new TextReadings(output);
            return ReadingLoop.Run(source, reader, sink) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
