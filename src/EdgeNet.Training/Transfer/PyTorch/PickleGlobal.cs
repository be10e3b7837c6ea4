namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>A name of Python's that a pickle refers to. It stands for itself: nothing is looked up or run.</summary>
/// <param name="Module">The module: "torch._utils".</param>
/// <param name="Name">The name in it: "_rebuild_tensor_v2".</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    /// <summary>The whole name.</summary>
    public string FullName => $"{Module}.{Name}";
}
