using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>
/// Random layers of every kind. Functions that leap or have poles are left out: where values differ in their last bits, so would
/// much more.
/// </summary>
internal static class RandomTensorLayers
{
    private static readonly string[] Smooth =
        ["ReLU", "LeakyReLU", "Tanh", "Sigmoid", "ReLU6", "Clip", "ELU", "SELU", "CELU", "GELU", "GELUTanh", "HardSigmoid", "Swish", "HardSwish", "Mish", "Softplus", "Softsign", "Abs", "Neg", "Erf", "Sin", "Cos"];

    /// <summary>One layer, or a few that belong together; they need not build.</summary>
    /// <param name="random">The choice.</param>
    /// <param name="shapes">The tensors so far.</param>
    /// <param name="source">The tensor that the layer takes.</param>
    /// <param name="name">The layer's name.</param>
    public static LayerDescription[] Create(Random random, Dictionary<string, TensorShape> shapes, string source, string name)
    {
        TensorShape shape = shapes[source];
        int rank = shape.Rank, axis = random.Next(rank);
        LayerDescription Of(string kind, params LayerArgument[] arguments) => new(kind, [.. arguments, A("name", name), A("from", source)]);
        LayerDescription Join(string kind, string other, params LayerArgument[] arguments) =>
            new(kind, [.. arguments, A("name", name), A("inputs", random.Next(2) == 0 ? [source, other] : new[] { other, source })]);
        switch (random.Next(24))
        {
            case 0 or 1 or 2 or 3 when rank is >= 2 and <= 4:
                LayerDescription window = RandomWindowLayers.Create(random, shape);
                return [new(window.Kind, [.. window.Arguments, A("name", name), A("from", source)])];
            case 4: return [Of("Activation", A("function", RandomNetworks.Pick(random, Smooth)))];
            case 5 or 6 or 7:
                string kind = RandomNetworks.Pick(random, ["Add", "Sub", "Mul", "Min", "Max", "Mean", "Sum"]);
                LayerArgument activation = A("activation", RandomNetworks.Pick(random, ["None", "ReLU", "Tanh"]));
                string[] others = [.. shapes.Where(s => TensorShape.Broadcast(s.Value, shape) is not null).Select(s => s.Key)];
                if (random.Next(4) == 0) return [Of(kind, A("value", random.NextDouble() - 0.25), activation)];
                if (random.Next(4) > 0) return [Join(kind, others[random.Next(others.Length)], activation)];
                int[] sizes = [.. shape.Dimensions.Skip(random.Next(rank)).Select(size => random.Next(3) == 0 ? 1 : size)];
                return [new("Constant", A("shape", sizes), A("name", name + "k")), Join(kind, name + "k", activation)];
            case 8:
                string[] alike = [.. shapes.Where(s => s.Value.Rank == rank && s.Value.With(axis, 1) == shape.With(axis, 1)).Select(s => s.Key)];
                return [new("Concat", A("inputs", Enumerable.Range(0, random.Next(2, 4)).Select(_ => alike[random.Next(alike.Length)]).ToArray()), A("axis", axis), A("name", name))];
            case 9:
                int[] steps = [.. Enumerable.Range(0, rank).Select(_ => random.Next(4) == 0 ? -1 : random.Next(3) == 0 ? 2 : 1)];
                return [Of("Slice", A("starts", steps.Select((s, i) => s < 0 ? -1 : random.Next(shape[i])).ToArray()), A("ends", steps.Select(s => s < 0 ? -1000 : 1000).ToArray()), A("steps", steps))];
            case 10: return [Of("Split", A("sizes", shape[axis] % 3 == 0 ? 3 : 2), A("axis", axis))];
            case 11:
                int[] merged = axis + 1 < rank ? [.. shape.Dimensions.Take(axis), shape[axis] * shape[axis + 1], .. shape.Dimensions.Skip(axis + 2)] : [.. shape.Dimensions];
                int[] split = shape[axis] % 2 == 0 ? [.. shape.Dimensions.Take(axis), 2, shape[axis] / 2, .. shape.Dimensions.Skip(axis + 1)] : merged;
                return [Of("Reshape", A("shape", random.Next(2) == 0 ? merged : split))];
            case 12: return [Of("Transpose", A("axes", Enumerable.Range(0, rank).OrderBy(_ => random.Next()).ToArray()))];
            case 13: return [Of("Pad", A("pads", Enumerable.Range(0, 2 * rank).Select(_ => random.Next(-1, 3)).ToArray()), A("mode", RandomNetworks.Pick(random, Enum.GetNames<PadMode>())))];
            case 14:
                return random.Next(3) == 0 && rank == 3
                    ? [random.Next(2) == 0 ? Of("SpaceToDepth", A("blockSize", 2)) : Of("DepthToSpace", A("blockSize", 2), A("mode", RandomNetworks.Pick(random, Enum.GetNames<DepthToSpaceMode>())))]
                    : random.Next(2) == 0 ? [Of("Upsample", A("scales", random.Next(1, 4)))]
                    : [Of("Resize", A("sizes", shape.Spatial.Select(_ => random.Next(1, 9)).ToArray()))];
            case 15: return [Of(random.Next(3) == 0 ? "LogSoftmax" : "Softmax", A("axis", axis))];
            case 16: return [Of("InstanceNorm", A("epsilon", 0.1), A("affine", random.Next(2) == 0))];
            case 17: return [random.Next(2) == 0 ? Of("LayerNorm", A("epsilon", 0.1), A("axis", axis)) : Of("GroupNorm", A("epsilon", 0.1), A("groups", shape[0] % 2 == 0 ? 2 : 1))];
            case 18:
                string function = RandomNetworks.Pick(random, ["Mean", "Max", "Min", "LogSumExp", "SumSquare", "L1"]);
                return [Of("Reduce" + function, A("axes", Enumerable.Range(0, rank).Where(_ => random.Next(2) == 0).DefaultIfEmpty(axis).ToArray()), A("keepDims", random.Next(2) == 0))];
            case 19: return [Of("PReLU", A("shared", random.Next(2) == 0))];
            case 21 or 22 when rank is >= 2 and <= 4:
                // A residual sum: a convolution that keeps the shape, and what it read or another tensor of that shape.
                string[] like = [.. shapes.Where(s => s.Value == shape).Select(s => s.Key)];
                string added = like[random.Next(like.Length)];
                int taps = random.Next(2) * 2 + 1;
                return
                [
                    new(FormattableString.Invariant($"Conv{rank - 1}D"), A("filters", shape.Channels), A("kernel", taps), A("padding", taps / 2), A("name", name + "c"), A("from", source)),
                    new("Add", A("inputs", random.Next(2) == 0 ? [name + "c", added] : new[] { added, name + "c" }), A("activation", RandomNetworks.Pick(random, ["None", "ReLU", "Tanh"])), A("name", name)),
                ];
            case 20 when rank >= 2:
                return [new("Constant", A("shape", new[] { shape[rank - 1], random.Next(1, 24) }), A("name", name + "k")), new("MatMul", A("inputs", new[] { source, name + "k" }), A("name", name))];
            default:
                return [Of("Flatten"), new("Dense", A("units", random.Next(1, 40)), A("name", name + "d"))];
        }
    }
}
