using System.CommandLine;
using System.Globalization;
using EdgeNet.Cli.Data;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages.Drawings;
using EdgeNet.Cli.Predicting;
using EdgeNet.Cli.Visualizing;
using EdgeNet.Safety;
using EdgeNet.Training.Understanding;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet visualize: what a network sees in a picture, a series or a volume.</summary>
internal static class VisualizeCommand
{
    private const int Shown = 5, MostNamed = 12;

    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var picture = new Option<FileInfo>("--picture")
        {
            Description = "The picture, or the series or volume as .npy, .csv or .tsv; it is prepared as the weights say, as by predict.",
            HelpName = "FILE", Required = true,
        };
        var sample = new Option<int>("--sample") { Description = "Which sample of a file that holds many, from 0.",
            HelpName = "N" }.AtLeast(0);
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "The weights; the embedded ones, or NETWORK.safetensors in this folder, if not given.", HelpName = "FILE",
        };
        var target = new Option<string?>("--class") { Description =
            "The class that Grad-CAM and saliency explain, by name or number; the answer if not given.", HelpName = "NAME" };
        var to = new Option<string>("--out")
        {
            Description = "Where it goes: a page (.html), or a folder for a page and a PNG file of each picture in it.",
            HelpName = "DIR or FILE.html", Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Overwrites what is there already." };
        var command = new Command("visualize",
            "Draws what a network sees in a sample: activations of each layer, Grad-CAM, saliency, filters.");
        network.AddTo(command);
        foreach (Option option in (Option[])[picture, sample, weights, target, to, force]) command.Add(option);
        to.Validators.Add(result =>
        {
            // A name like seven.png is a file to its user, and would become a folder.
            if (result.Tokens is [var token] && Path.GetExtension(token.Value).ToLowerInvariant() is ".png" or ".jpg" or ".pdf" or ".svg")
                result.AddError($"--out: expected a folder, or a name ending in .html, found '{token.Value}'.");
        });
        command.SetAction(parsed =>
        {
            NetworkEntry entry = network.FindFor(parsed, parsed.GetValue(weights));
            PredictCommand.Check(entry);
            string file = parsed.GetRequiredValue(picture).ToString();
            ReadInputs read = network.Inputs(parsed, entry, "the model that is looked into")
                .Add(parsed.GetValue(weights)?.ToString(), "the weights that are looked into").Add(file, "the sample that is looked at");
            var destination = new VisualizeOutput(parsed.GetRequiredValue(to));
            destination.Check(parsed.GetValue(force), read);
            using NetworkParameters parameters = NetworkParameters.OpenTrained(entry, parsed.GetValue(weights), output);
            InputPreparation preparation = PredictCommand.PreparationOf(entry, parameters.Metadata, parameters);
            (string name, float[] input) = Read(new PredictedInputs(entry.Info, preparation), file, parsed.GetValue(sample), output);
            var viewer = new NetworkViewer(entry.Graph, parameters.Source);
            SampleView view = Look(entry, parameters, viewer, name, input, parsed.GetValue(target));
            var drawing = new SampleDrawing(entry.Info.InputShape, preparation);
            bool areShares = parameters.Metadata.Outputs != TargetKind.Numbers;
            string page = new SamplePage(entry.Name, viewer, drawing, areShares).Html(view);
            int files = destination.Write(page, view, viewer, drawing, read);
            string figure = areShares ? Format.Percent(view.Likely[0].Value)
                : view.Likely[0].Value.ToString("G5", CultureInfo.InvariantCulture);
            output.Out.WriteLine($"{name}: {view.Likely[0].Name} {figure}");
            output.Out.WriteLine($"Drawn for '{view.OutputName}': {view.Layers.Count} "
                + $"layers{(viewer.CamLayerName is { } layer ? $", Grad-CAM of {layer}" : "")} → "
                + $"{parsed.GetRequiredValue(to)}{(files > 1 ? $" ({files} files)" : "")}");
            return ExitCode.Done;
        });
        return command;
    }

    private static (string Name, float[] Input) Read(PredictedInputs inputs, string file, int sample, CommandOutput output)
    {
        int count = 0;
        try
        {
            foreach ((string name, float[] input) in inputs.Read(file, warning => output.WriteError(warning)))
                if (count++ == sample) return (name, [.. input]);
        }
        catch (PictureException e)
        {
            throw new CommandException(e.Message);
        }

        throw new CommandException(FormattableString.Invariant($"{file}: expected a sample {sample}, found {count} samples, from 0 on."));
    }

    private static SampleView Look(
        NetworkEntry entry, NetworkParameters parameters, NetworkViewer viewer, string name, float[] input, string? target)
    {
        WeightsMetadata metadata = parameters.Metadata;
        float[] outputs = new float[entry.Info.OutputLength];
        using (INetwork<float> instance = entry.Create(parameters.Source)) instance.Infer(input, outputs);
        Span<float> first = outputs.AsSpan(0, entry.Info.Outputs[0].Length);
        int named = metadata.Classes.Count > 0 ? Math.Min(metadata.Classes.Count, first.Length) : first.Length;
        (int Class, double Value)[] likely = metadata.Outputs == TargetKind.Classes
            ? Likelihoods.Largest(first, entry.EndsInSoftmax || entry.EndsInSigmoid, named, Shown)
            : Likelihoods.Largest(first, areProbabilities: true, named, Shown);
        int output = target is null ? likely[0].Class : Find(target, metadata, first.Length, entry);
        return SampleView.Of(viewer, name, input, [.. likely.Select(l => (metadata.NameOf(l.Class), l.Value))], output,
            metadata.NameOf(output));
    }

    private static int Find(string target, WeightsMetadata metadata, int outputs, NetworkEntry entry)
    {
        for (int c = 0; c < Math.Min(metadata.Classes.Count, outputs); c++)
            if (metadata.Classes[c] == target) return c;
        if (int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < outputs) return number;
        string listed = string.Join(", ", metadata.Classes.Take(MostNamed).Select(n => PlainText.Shorten(n, 40)));
        string names = listed.Length == 0 ? "" : $" ({listed}{(metadata.Classes.Count > MostNamed ? ", …" : "")})";
        throw new CommandException(FormattableString.Invariant(
            $"--class: expected a class of {entry.Name}{names} or a number below {outputs}, found '{target}'."));
    }
}
