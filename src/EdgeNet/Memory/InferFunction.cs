namespace EdgeNet;

/// <summary>A generated Infer method: the whole network, static and allocation-free.</summary>
/// <param name="input"><see cref="NetworkInfo.InputLength"/> elements, channels first.</param>
/// <param name="weights"><see cref="NetworkInfo.WeightsLength"/> elements, packed.</param>
/// <param name="workspace"><see cref="NetworkInfo.WorkspaceLength"/> elements of any content.</param>
/// <param name="output"><see cref="NetworkInfo.OutputLength"/> elements, channels first.</param>
public delegate void InferFunction(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, Span<float> workspace, Span<float> output);
