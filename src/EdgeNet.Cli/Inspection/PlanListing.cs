using System.Globalization;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Cli.Inspection;

/// <summary>The plan: steps, the map of the workspace, and how the weights are packed.</summary>
internal static class PlanListing
{
    public static void Write(NetworkEntry entry, CommandOutput output)
    {
        ExecutionPlan plan = entry.Plan;
        var steps = new TextTable(">step", "for", "work", "writes");
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            Step step = plan.Steps[i];
            steps.Row(Number(i + 1), step.Name, $"{step.Kind} {step.Summary}".TrimEnd(), step.Output.Layout.ToString());
            if (step is not StreamStep stream) continue;
            foreach (Step inner in stream.Whole.Where(s => s is not BorderStep)) steps.Row("", "  " + inner.Name, $"{inner.Kind} {inner.Summary}".TrimEnd(), inner.Output.Layout.ToString());
        }

        output.Write(steps);
        output.Out.WriteLine();

        var buffers = new TextTable("buffer of", "in", ">offset", ">floats", ">written in step", ">last read in step");
        foreach (PlannedBuffer buffer in plan.Buffers.Where(b => b.Storage != Storage.None))
        {
            bool isWritten = buffer.Storage != Storage.Input;
            bool isRead = buffer.Storage != Storage.Output;
            buffers.Row(buffer.Name, buffer.Storage.ToString().ToLowerInvariant(), Format.Count(buffer.Offset), Format.Count(buffer.Length),
                isWritten ? Number(buffer.FirstStep + 1) : "", isRead ? Number(buffer.LastStep + 1) : "");
        }

        output.Write(buffers);
        output.Out.WriteLine(MemoryReport.Of(entry.Graph, plan).ToString());
        output.Out.WriteLine();

        var parameters = new TextTable("parameter", "packed", ">offset", ">floats");
        foreach (PackedParameter parameter in plan.Parameters)
            parameters.Row(parameter.Label, parameter.Order.ToString(), Format.Count(parameter.Offset), Format.Count(parameter.Length * (long)parameter.Groups));
        output.Write(parameters);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
