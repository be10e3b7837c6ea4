using System.CommandLine;
using EdgeNet.Cli.Inspection;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet inspect: what a network is made of, at any stage of its compilation.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        Option<string?> stage = new Option<string?>("--stage")
        {
            Description = "One stage of the compilation alone: what was written, the checked graph, the plan, or the generated C#.",
        }.OneOf("description", "graph", "plan", "code");
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "Weights that were learnt with another input or classifier than the network was written with: that network is shown.",
            HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Everything as one JSON object." };
        var command = new Command("inspect", "Shows a network's layers, shapes, parameters, costs and buffers, or any stage of its compilation.");
        network.AddTo(command);
        command.Add(weights);
        command.Add(stage);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(stage) is not null) result.AddError("--json shows all stages at once: leave --stage away.");
        });
        command.SetAction(parsed =>
        {
            NetworkEntry entry = parsed.GetValue(weights) is { } learnt ? network.FindFor(parsed, learnt) : network.Find(parsed);
            if (parsed.GetValue(json)) output.Out.WriteLine(InspectionJson.Write(entry));
            else Show(entry, parsed.GetValue(stage), output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(NetworkEntry entry, string? stage, CommandOutput output)
    {
        switch (stage)
        {
            case "description": DescriptionListing.Write(entry, output.Out); break;
            case "graph": GraphListing.Write(entry, output); break;
            case "plan": PlanListing.Write(entry, output); break;
            case "code": output.Out.Write(entry.Source); break;
            default: Overview.Write(entry, output); break;
        }
    }
}
