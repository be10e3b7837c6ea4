using System.Globalization;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes Pack: each parameter from PyTorch's layout into the one that Infer reads.</summary>
internal static class PackEmitter
{
    public static void Write(SourceWriter writer, ExecutionPlan plan)
    {
        writer.Line();
        writer.Line("/// <summary>Packs parameters for Infer. One packed layout serves every vector width.</summary>");
        writer.Line("/// <param name=\"parameters\">The parameters, by name.</param>");
        writer.Line("/// <param name=\"weights\">WeightsLength elements, all zero.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span has another length.</exception>");
        using (writer.BeginBlock("public static void Pack(global::EdgeNet.IParameterSource parameters, global::System.Span<float> weights)"))
        {
            writer.Line("if (weights.Length != WeightsLength) global::EdgeNet.NetworkArguments.ThrowLength(\"weights\", WeightsLength, weights.Length);");
            foreach (PackedParameter parameter in plan.Parameters)
            {
                writer.Line();
                writer.Line($"// {parameter.Label}: {Describe(parameter)}.");
                // Narrower code reads none of it.
                string condition = parameter.Order == PackingOrder.Strassen ? "if (global::System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated)" : "";
                using (parameter.Norm is null && condition.Length == 0 ? null : writer.BeginBlock(condition)) WriteParameter(writer, parameter);
            }
        }
    }

    private static void WriteParameter(SourceWriter writer, PackedParameter parameter)
    {
        const string Packing = "global::EdgeNet.WeightPacking.";
        string source = Source(writer, parameter);
        string target = $"weights.Slice({parameter.Offset}, {parameter.Length})";
        string loops = $"[{string.Join(", ", parameter.Counts)}], [{string.Join(", ", parameter.Strides)}]";
        if (parameter.Order == PackingOrder.Scalars)
        {
            writer.Line($"{Packing}Copy({source}, {target});");
            return;
        }

        if (parameter.Order == PackingOrder.Reordered)
        {
            writer.Line($"{Packing}Reorder({source}, {target}, {loops});");
            return;
        }

        if (parameter.Order == PackingOrder.Strassen)
        {
            writer.Line($"global::EdgeNet.StrassenPacking.Filters({source}, {target}, {parameter.Outputs}, {parameter.OutputStride});");
            return;
        }

        if (parameter.Tile is { } tile)
        {
            bool scalars = parameter.Order == PackingOrder.WinogradScalars;
            string rows = scalars ? $"{parameter.KernelRows}" : $"{parameter.KernelRows}, {tile.RowStride}";
            int columns = parameter.KernelColumns, outputStride = parameter.OutputStride;
            if (parameter.Subfilter is int part)
            {
                source = $"global::EdgeNet.WinogradPacking.PairedColumns({source}, {columns}, {part})";
                outputStride = outputStride / columns * tile.SubfilterTaps(part);
                columns = tile.SubfilterTaps(part);
            }

            writer.Line($"global::EdgeNet.WinogradPacking.{(scalars ? "Scalars" : "Filters")}({source}, {target}, {parameter.Outputs}, {outputStride}, {loops}, "
                + $"{Matrix(tile.Vertical)}, {rows}, {columns}, {Matrix(tile.Horizontal)}, {tile.Horizontal.Taps}, 1);");
            return;
        }

        SourceWriter.Block? loop = parameter.Groups > 1 ? writer.BeginBlock($"for (int g = 0; g < {parameter.Groups}; g++)") : null;
        string start = VectorText.Sum((loop is null ? null : "g", parameter.GroupStride), ("1", parameter.Start));
        if (loop is not null) source = $"{source}.Slice({start}, {parameter.GroupStride - parameter.Start})";
        else if (parameter.Start > 0) source = $"{source}.Slice({start})";
        if (loop is not null) target = $"weights.Slice({parameter.Offset} + g * {parameter.Length}, {parameter.Length})";
        writer.Line($"{Packing}ChannelBlocks({source}, {target}, {parameter.Outputs}, {parameter.OutputStride}, {loops});");
        loop?.Dispose();
    }

    /// <summary>A filter transform row after row.</summary>
    private static string Matrix(WinogradTransform transform) =>
        $"[{string.Join(", ", transform.FilterTransform().Cast<double>().Select(d => d.ToString("R", CultureInfo.InvariantCulture) + "d"))}]";

    /// <summary>The elements to pack; what a normalisation makes of a parameter is computed first.</summary>
    private static string Source(SourceWriter writer, PackedParameter parameter)
    {
        static string Get(string name) => $"parameters.GetParameter(\"{name}\")";
        if (parameter.Norm is not { } norm) return Get(parameter.Parameter!);

        const string Folding = "global::EdgeNet.NormFolding.";
        const string Span = "global::System.ReadOnlySpan<float>";
        string own = parameter.Parameter is null ? "default" : Get(parameter.Parameter);
        writer.Line($"{Span} scale = {Folding}Scale({Get(norm.Node + ".weight")}, {Get(norm.Node + ".running_var")}, {VectorText.Literal(norm.Epsilon)});");
        if (norm.Part == NormPart.Scale) return "scale";
        writer.Line($"{Span} source = " + (norm.Part == NormPart.Weights
            ? $"{Folding}Weights({own}, scale, {parameter.Outputs}, {parameter.OutputStride}, {parameter.GroupStride});"
            : $"{Folding}Shift({own}, {Get(norm.Node + ".bias")}, {Get(norm.Node + ".running_mean")}, scale);"));
        return "source";
    }

    private static string Describe(PackedParameter parameter)
    {
        if (parameter.Order == PackingOrder.Scalars) return "as it is";
        if (parameter.Order == PackingOrder.Reordered) return "in another order";
        if (parameter.Order == PackingOrder.Strassen) return "sums of filters for Strassen's algorithm, and their scales";
        if (parameter.Tile is { } tile) return $"filters transformed for Winograd {tile}";
        int taps = parameter.Counts.Aggregate(1, (product, count) => product * count);
        return $"[{parameter.Length / taps / VectorWidth.BlockLanes} blocks][{taps} taps][{VectorWidth.BlockLanes}]{(parameter.Groups > 1 ? $" for each of {parameter.Groups} groups" : "")}";
    }
}
