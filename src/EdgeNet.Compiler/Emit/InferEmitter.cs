using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes Infer: the length checks, the choice of the width, and the calls of each width.</summary>
internal static class InferEmitter
{
    private const string Spans =
        "global::System.ReadOnlySpan<float> input, global::System.ReadOnlySpan<float> weights, global::System.Span<float> workspace, global::System.Span<float> output";

    public static void Write(SourceWriter writer, List<(VectorWidth Width, string Body)> infers)
    {
        writer.Line();
        writer.Line("/// <summary>Runs the network on one sample. Allocates nothing.</summary>");
        writer.Line("/// <param name=\"input\">InputLength elements, channels first; several inputs lie one after the other.</param>");
        writer.Line("/// <param name=\"weights\">WeightsLength elements, as Pack packs them.</param>");
        writer.Line("/// <param name=\"workspace\">WorkspaceLength elements or more, of any content.</param>");
        writer.Line("/// <param name=\"output\">OutputLength elements, channels first; several outputs lie one after the other. It must not overlap the input.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">A span has another length, or input and output overlap.</exception>");
        using (writer.BeginBlock($"public static void Infer({Spans})"))
        {
            writer.Line("global::EdgeNet.NetworkArguments.Check(input, InputLength, weights, WeightsLength, workspace, WorkspaceLength, output, OutputLength);");
            writer.Line("// The conditions are constants to the JIT and to NativeAOT: one call is left.");
            for (int i = 0; i < infers.Count; i++)
            {
                VectorWidth width = infers[i].Width;
                string test = i == infers.Count - 1 ? "" : $"if (global::System.Runtime.Intrinsics.{width.Type}.IsHardwareAccelerated) ";
                writer.Line($"{(i == 0 ? "" : "else ")}{test}Infer{width.Bits}(input, weights, workspace, output);");
            }
        }

        foreach (var (width, body) in infers)
        {
            writer.Line();
            using (writer.BeginBlock($"private static void Infer{width.Bits}({Spans.Replace(" input,", " inputs,").Replace(" weights,", " packed,").Replace(" workspace,", " scratch,").Replace(" output", " outputs")})"))
            {
                foreach (var (name, span) in new[] { ("input", "inputs"), ("weights", "packed"), ("workspace", "scratch"), ("output", "outputs") })
                    writer.Line($"ref float {name} = ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({span});");
                writer.Lines(body);
            }
        }
    }
}
