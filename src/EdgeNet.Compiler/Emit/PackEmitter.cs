using EdgeNet.Compiler.Planning;

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
            writer.Line("if (weights.Length != WeightsLength) global::EdgeNet.NetworkArguments.ThrowLength(nameof(weights), WeightsLength, weights.Length);");
            foreach (PackedParameter parameter in plan.Parameters)
            {
                writer.Line();
                string get = $"parameters.GetParameter(\"{parameter.Parameter}\")";
                if (parameter.Order == PackingOrder.Scalars)
                {
                    writer.Line($"// {parameter.Parameter}: as it is.");
                    writer.Line($"global::EdgeNet.WeightPacking.Copy({get}, weights.Slice({parameter.Offset}, {parameter.Length}));");
                    continue;
                }

                if (parameter.Order == PackingOrder.Reordered)
                {
                    writer.Line($"// {parameter.Parameter}: in another order.");
                    writer.Line($"global::EdgeNet.WeightPacking.Reorder({get}, weights.Slice({parameter.Offset}, {parameter.Length}), "
                        + $"[{string.Join(", ", parameter.Counts)}], [{string.Join(", ", parameter.Strides)}]);");
                    continue;
                }

                int taps = parameter.Counts.Aggregate(1, (product, count) => product * count);
                writer.Line($"// {parameter.Parameter}: [{parameter.Length / taps / VectorWidth.BlockLanes} blocks][{taps} taps][{VectorWidth.BlockLanes}]{(parameter.Groups > 1 ? $" for each of {parameter.Groups} groups" : "")}.");
                SourceWriter.Block? loop = parameter.Groups > 1 ? writer.BeginBlock($"for (int g = 0; g < {parameter.Groups}; g++)") : null;
                int length = parameter.GroupStride - parameter.Start;
                string source = loop is not null ? $"{get}.Slice({VectorText.Sum(("g", parameter.GroupStride), ("1", parameter.Start))}, {length})"
                    : parameter.Start > 0 ? $"{get}.Slice({parameter.Start})" : get;
                string offset = loop is null ? $"{parameter.Offset}" : $"{parameter.Offset} + g * {parameter.Length}";
                writer.Line($"global::EdgeNet.WeightPacking.ChannelBlocks({source}, weights.Slice({offset}, {parameter.Length}), "
                    + $"{parameter.Outputs}, {parameter.OutputStride}, [{string.Join(", ", parameter.Counts)}], [{string.Join(", ", parameter.Strides)}]);");
                loop?.Dispose();
            }
        }
    }
}
