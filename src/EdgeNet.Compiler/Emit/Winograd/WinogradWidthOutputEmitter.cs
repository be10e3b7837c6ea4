using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>Transforms sums of products to rows of outputs, Aᵀ·m, vectorized over output width; then pooling, bias and activation in registers. Long activations are left to a loop of their own.</summary>
/// <param name="context">The plan and the methods.</param>
/// <param name="step">The convolution.</param>
internal sealed class WinogradWidthOutputEmitter(EmitContext context, ConvWinogradWidthStep step)
{
    private readonly Window _pool = step.Pool;
    private readonly TensorLayout _output = step.Output.Layout;
    private readonly int _lanes = context.Width.Lanes;

    /// <summary>Adds the method for a register tile.</summary>
    /// <param name="filters">Filters.</param>
    /// <param name="vectors">Vectors of a row of outputs.</param>
    /// <param name="height">Rows before pooling.</param>
    /// <param name="firstVector">The first vector's place in a row: the last one may reach over its end.</param>
    /// <returns>Its name.</returns>
    public string Add(int filters, int vectors, int height, int firstVector)
    {
        int filterSums = vectors * step.PooledVectors * _lanes;
        var shape = new KernelShape(shared: false);
        TileLoop[] loops =
        [
            TileLoop.Of("f", shape.Of("filters", filters), ("m", shape.Of("filterSums", filterSums)), ("b", "1"), ("y", shape.Of("channelOutput", _output.ChannelStride))),
        ];
        return context.Kernels.Add(
            context.MethodName(step, Invariant($"_outputs_{filters}x{vectors}x{height}")),
            Invariant($"Winograd's transform to outputs, {step.Tile}: {height} rows{(_pool.Taps > 1 ? $" before pooling {_pool}" : "")}."),
            "ref float m, ref float b, ref float y",
            writer => TileLoop.Write(writer, loops, at =>
            {
                for (int v = 0; v < vectors; v++)
                    using (vectors > 1 ? writer.BeginBlock("") : null) WriteVector(writer, v, height, filters * filterSums, firstVector + v, at("m"), at("b"), at("y"));
            }));
    }

    private void WriteVector(SourceWriter writer, int v, int height, int product, int place, string m, string b, string y)
    {
        string vector = context.Vector;
        double[,] map = LinearMap.First(step.Tile.Vertical.OutputTransform(), height);
        var pooled = new string[height / _pool.Kernel[1]];
        for (int p = 0; p < step.PooledVectors; p++)
        {
            string[] sums = [.. Enumerable.Range(0, step.Tile.Products).Select(i => Load(vector, m, i * product + (v * step.PooledVectors + p) * _lanes))];
            // Pooled at once, so that few rows wait in registers.
            new LinearMap(writer, vector, Invariant($"t{p}_")).Write(map, sums, (row, value) =>
            {
                ref string into = ref pooled[row / _pool.Kernel[1]];
                if (into is not null)
                {
                    writer.Line($"{into} = {Max(vector, into, value)};");
                    return;
                }

                into = Invariant($"o{row / _pool.Kernel[1]}");
                writer.Line($"var {into} = {value};");
            });
        }

        // The largest of sums is the same with the bias added before or after.
        writer.Line($"var bias = {vector}.Create({b});");
        ActivationFunction activation = step.Layer.Activation.IsExpensive ? default : step.Layer.Activation;
        int room = _output.RowStride - place * _lanes, left = _output.Width - place * _lanes;
        for (int row = 0; row < pooled.Length; row++)
        {
            string a = TileFinish.Write(writer, vector, [pooled[row]], activation, "bias");
            Store(writer, _lanes, a, room >= _lanes ? _lanes : Math.Min(_lanes, left), y, row * _output.RowStride + v * _lanes);
        }
    }
}
