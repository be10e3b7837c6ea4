namespace EdgeNet;

/// <summary>A generated Pack method: brings named parameters into the layout that the generated Infer method reads.</summary>
/// <param name="parameters">The parameters, each as long as <see cref="NetworkInfo.Parameters"/> says.</param>
/// <param name="weights"><see cref="NetworkInfo.WeightsLength"/> elements, zero on entry.</param>
public delegate void PackFunction(IParameterSource parameters, Span<float> weights);
