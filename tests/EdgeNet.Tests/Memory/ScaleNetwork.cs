namespace EdgeNet.Tests.Memory;

/// <summary>A network small enough to check by hand, shaped as the generator shapes its own: output[i] = scale[i] * input[i].</summary>
internal static class ScaleNetwork
{
    public static readonly NetworkInfo Info = new(
        "Scale", "scale-3", [3], [3], [new ParameterInfo("scale", [3])], weightsLength: 16, workspaceLength: 3, multiplyAdds: 3);

    /// <summary>Called in the middle of every inference.</summary>
    [ThreadStatic]
    private static Action? _during;

    public static Action? During
    {
        set => _during = value;
    }

    public static NetworkInstance Create(params float[] scale) => NetworkInstance.Create(Info, Pack, Infer, new Parameters(scale));

    public static void Pack(IParameterSource parameters, Span<float> weights) =>
        WeightPacking.ChannelBlocks(parameters.GetParameter("scale"), weights, 3, 1, [], []);

    public static void Infer(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> workspace, Span<float> output)
    {
        NetworkArguments.Check(input, 3, weights, 16, workspace, 3, output, 3);
        for (int i = 0; i < 3; i++)
            workspace[i] = weights[i] * input[i];
        _during?.Invoke();
        workspace[..3].CopyTo(output);
    }

    public sealed class Parameters(float[] scale) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) =>
            name == "scale" ? scale : throw new WeightsException($"There is no parameter '{name}'.");
    }
}
