using EdgeNet.Description;

namespace EdgeNet;

/// <summary>What the generator makes of a [Network] class, for code that handles any such class.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
public interface ICompiledNetwork<TSelf> : INetwork<float>
    where TSelf : ICompiledNetwork<TSelf>
{
    /// <summary>Name, shapes and sizes.</summary>
    static abstract NetworkInfo NetworkInfo { get; }

    /// <summary>The network as its attributes describe it.</summary>
    static abstract NetworkDescription Description { get; }

    /// <summary>Packs parameters into a network ready to run.</summary>
    /// <param name="parameters">The parameters, by name.</param>
    static abstract TSelf Create(IParameterSource parameters);

    /// <summary>Loads weights from a safetensors file.</summary>
    /// <param name="path">The file.</param>
    static abstract TSelf Load(string path);

    /// <summary>Loads the weights embedded beside the class; the resource "ClassName.safetensors".</summary>
    static abstract TSelf LoadEmbedded();
}
