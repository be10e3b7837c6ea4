using System.CommandLine;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Reading;
using EdgeNet.Devices;
using EdgeNet.Imaging;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet read: the handwritten digits in each picture.</summary>
internal static class ReadCommand
{
    public static Command Create(CommandOutput output)
    {
        var options = new ReaderOptions();
        var json = new Option<bool>("--json")
        {
            Description = "A line of JSON for each picture: {\"file\",\"zip\" (or null; \"text\" with other patterns),\"confidence\",\"digits\",\"milliseconds\"}, "
                + "or {\"file\",\"error\"}.",
        };
        var top = new Option<int>("--top")
        {
            Description = $"Also the K likeliest answers, up to {ReadField.MaxAlternatives}, each with its probability.",
            HelpName = "K",
            DefaultValueFactory = _ => 0,
        }.Between(0, ReadField.MaxAlternatives);
        var show = new Option<DirectoryInfo?>("--show")
        {
            Description = "A folder for a PNG file of each picture with what was read, what was rejected, and why, drawn over it.",
            HelpName = "DIR",
        };
        var command = new Command("read", "Reads the handwritten ZIP code, or other digits, in each picture.");
        Argument<string[]> images = PictureArgument.AddTo(
            command, $"Pictures ({DesktopPictures.Reader.FormatNames}), and folders of them. One that cannot be read does not stop the others.");
        options.AddTo(command);
        command.Add(json);
        command.Add(top);
        command.Add(show);
        command.SetAction(parsed =>
        {
            string[] paths = parsed.GetRequiredValue(images);
            using OpenReader open = options.Open(parsed);
            using var source = new PictureSource(paths, DesktopPictures.Reader);
            IReadingSink sink = parsed.GetValue(json)
                ? new JsonReadings(output.WriteUtf8, message => output.WriteError(message), parsed.GetValue(top))
                : new TextReadings(output, parsed.GetValue(top));
            IDigitReader reader = open.Reader;
            if (parsed.GetValue(show) is { } folder)
            {
                var traced = new TracedReader(reader);
                sink = new ShownReadings(sink, traced, new ShowFolder(folder.ToString(), paths));
                reader = traced;
            }

            return ReadingLoop.Run(source, reader, sink) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
