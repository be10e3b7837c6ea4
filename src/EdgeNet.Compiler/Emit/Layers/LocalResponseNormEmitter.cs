using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Local response normalisation: a pixel's squares are written between zeros, then every channel sums its neighbours'.</summary>
internal static class LocalResponseNormEmitter
{
    /// <summary>Longer sums than this are loops.</summary>
    private const int MaxStraight = 32;

    public static void Emit(EmitContext context, LocalResponseNormStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float x, ref float q, ref float y",
            writer => Write(context, step, writer));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Squares), context.Reference(step.Output));
    }

    private static void Write(EmitContext context, LocalResponseNormStep step, SourceWriter writer)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        int lanes = context.Width.Lanes, channels = input.Channels, whole = channels / lanes * lanes;
        writer.Line($"MemoryMarshal.CreateSpan(ref q, {step.Squares.Layout.Length}).Clear();");
        writer.Line($"ref float centre = ref Unsafe.Add(ref q, {step.Layer.Before});");
        TileLoop[] loops =
        [
            TileLoop.Of("z", Invariant($"{input.Depth}"), ("x", Invariant($"{input.DepthStride}")), ("y", Invariant($"{output.DepthStride}"))),
            TileLoop.Of("r", Invariant($"{input.Height}"), ("x", Invariant($"{input.RowStride}")), ("y", Invariant($"{output.RowStride}"))),
            TileLoop.Of("p", Invariant($"{input.Width}"), ("x", Invariant($"{input.ColumnStride}")), ("y", Invariant($"{output.ColumnStride}"))),
        ];
        TileLoop.Write(writer, loops, at =>
        {
            ForChannels(writer, context.Vector, whole, channels, lanes, vector =>
            {
                writer.Line($"var a = {Load(vector, at("x"))};");
                writer.Line($"{Store(vector, "centre", "a * a")};");
            });
            ForChannels(writer, context.Vector, whole, channels, lanes, vector => WriteChannel(step.Layer, writer, vector, at("x"), at("y")));
        });
    }

    private static void WriteChannel(LocalResponseNorm layer, SourceWriter writer, string? vector, string x, string y)
    {
        string Constant(float value) => vector is null ? Literal(value) : $"{vector}.Create({Literal(value)})";
        string multiplyAdd = vector is null ? "float.MultiplyAddEstimate" : $"{vector}.MultiplyAddEstimate";
        writer.Line("ref float qc = ref Unsafe.Add(ref q, c);");
        writer.Line($"var s = {(vector is null ? "qc" : $"{vector}.LoadUnsafe(ref qc)")};");
        if (layer.Size <= MaxStraight)
        {
            for (int i = 1; i < layer.Size; i++)
                writer.Line($"s += {(vector is null ? Element("qc", i) : VectorText.Load(vector, "qc", i))};");
        }
        else
        {
            using (writer.BeginBlock($"for (nint i = 1; i < {layer.Size}; i++)"))
                writer.Line($"s += {(vector is null ? "Unsafe.Add(ref qc, i)" : $"{vector}.LoadUnsafe(ref Unsafe.Add(ref qc, i))")};");
        }

        writer.Line($"s = {multiplyAdd}(s, {Constant(layer.Alpha / layer.Size)}, {Constant(layer.K)});");
        string type = vector ?? "MathF";
        string result = layer.Beta switch
        {
            1 => $"{Load(vector, x)} / s",
            0.5f => $"{Load(vector, x)} / {type}.Sqrt(s)",
            0.75f => $"{Load(vector, x)} / ({type}.Sqrt(s) * {type}.Sqrt({type}.Sqrt(s)))",
            _ when vector is null => $"{Load(vector, x)} * MathF.Pow(s, {Literal(-layer.Beta)})",
            _ => $"{Load(vector, x)} * {vector}.Exp({vector}.Log(s) * {Literal(-layer.Beta)})",
        };
        writer.Line($"{Store(vector, y, result)};");
    }

    /// <summary>Writes loops over all channels: whole vectors, then one at a time.</summary>
    private static void ForChannels(SourceWriter writer, string vector, int whole, int channels, int lanes, Action<string?> body)
    {
        if (whole > 0)
        {
            using (writer.BeginBlock($"for (nint c = 0; c < {whole}; c += {lanes})")) body(vector);
        }

        if (whole == channels) return;
        using (writer.BeginBlock($"for (nint c = {whole}; c < {channels}; c++)")) body(null);
    }

    private static string Load(string? vector, string reference) =>
        vector is null ? $"Unsafe.Add(ref {reference}, c)" : $"{vector}.LoadUnsafe(ref Unsafe.Add(ref {reference}, c))";

    private static string Store(string? vector, string reference, string value) => vector is null
        ? $"Unsafe.Add(ref {reference}, c) = {value}" : $"({value}).StoreUnsafe(ref Unsafe.Add(ref {reference}, c))";
}
