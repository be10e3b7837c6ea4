namespace EdgeNet;

/// <summary>
/// What the generator emits for Trace: the network planned once more with the output of each layer as an output. It has packed weights of
/// its
/// own, since layers that are kept apart are packed otherwise than fused ones.
/// </summary>
/// <param name="Info">The network, whose outputs are its layers' in the order of computation.</param>
/// <param name="Pack">The generated Pack method of that plan.</param>
/// <param name="Infer">The generated static Infer method of that plan.</param>
public sealed record TraceFunctions(NetworkInfo Info, PackFunction Pack, InferFunction Infer);
