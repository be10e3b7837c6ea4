using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training.Synthetic;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet draw: a synthetic envelope to try the reader on; and data sets of problems, which have commands of their own.</summary>
internal static class DrawCommand
{
    public static Command Create(CommandOutput output)
    {
        var zip = new Option<string>("--zip") { Description = "The ZIP code on it: five digits, or empty for none.", HelpName = "DIGITS", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same seed draws the same envelope.", HelpName = "N", DefaultValueFactory = _ => 1 }.Number();
        var file = new Option<FileInfo>("--out") { Description = "The PNG file to write.", HelpName = "FILE", Required = true };
        zip.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is var text && (text.Length is not (0 or 5) || !text.All(char.IsAsciiDigit)))
                result.AddError($"--zip: expected five digits, or an empty text for none; found '{text}'.");
        });
        var command = new Command("draw", "Draws an envelope with a handwritten ZIP code, as a camera would see it.")
        {
            zip, seed, file, DrawBongardCommand.Create(output),
        };
        command.SetAction(parsed =>
        {
            EnvelopeScene scene = SyntheticEnvelope.Draw(parsed.GetRequiredValue(zip), parsed.GetValue(seed));
            string path = parsed.GetRequiredValue(file).ToString();
            OutputFile.Write(path, stream => PictureFile.WritePng(stream, scene.Picture.Frame));
            output.Out.WriteLine($"{path}: {scene.Picture.Width}×{scene.Picture.Height}, {(scene.Zip.Length > 0 ? $"ZIP code {scene.Zip}" : "no ZIP code")}");
            return ExitCode.Done;
        });
        return command;
    }
}
