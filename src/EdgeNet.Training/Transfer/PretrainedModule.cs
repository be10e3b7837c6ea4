using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Transfer;

/// <summary>The tensors of one module of a file: a layer's weights.</summary>
/// <param name="name">Its name, such as "features.0".</param>
internal sealed class PretrainedModule(string name)
{
    private readonly Dictionary<string, PretrainedTensor> _roles = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>Whether it is a batch norm: nothing else has running statistics.</summary>
    public bool IsNorm => _roles.ContainsKey("running_mean") && _roles.ContainsKey("running_var");

    /// <summary>Whether it is a layer that <see cref="WeightedLayer"/> knows: it has a weight, or is a norm without one.</summary>
    public bool IsLayer => IsNorm || _roles.ContainsKey("weight");

    /// <summary>A tensor of it; null where it has none of that role.</summary>
    public PretrainedTensor? this[string role] => _roles.GetValueOrDefault(role);

    /// <summary>Whether another module's name differs in one part alone, as "block.1.conv" and "block.1.bn" do.</summary>
    public bool IsNeighbor(PretrainedModule other)
    {
        string[] parts = name.Split('.'), others = other.Name.Split('.');
        return parts.Length == others.Length && parts.Zip(others).Count(pair => pair.First != pair.Second) == 1;
    }

    /// <summary>All modules of a file, in the order of their first tensors.</summary>
    public static List<PretrainedModule> Of(PretrainedFile file)
    {
        var byName = new Dictionary<string, PretrainedModule>(StringComparer.Ordinal);
        var modules = new List<PretrainedModule>();
        foreach (PretrainedTensor tensor in file.Tensors)
        {
            if (!byName.TryGetValue(tensor.Module, out PretrainedModule? module))
            {
                byName.Add(tensor.Module, module = new PretrainedModule(tensor.Module));
                modules.Add(module);
            }

            module._roles.TryAdd(tensor.Role, tensor);
        }

        return modules;
    }

    /// <summary>
    /// Whether a tensor has a parameter's shape; axes of one element at the end make no difference: a 1×1 convolution of one position is
    /// a dense layer.
    /// </summary>
    public static bool HasShape(PretrainedTensor tensor, TensorShape shape)
    {
        int rank = Trimmed(tensor.Shape);
        if (rank != Trimmed(shape.Dimensions)) return false;
        for (int axis = 0; axis < rank; axis++)
            if (tensor.Shape[axis] != shape[axis]) return false;
        return true;
    }

    private static int Trimmed(IReadOnlyList<int> shape)
    {
        int rank = shape.Count;
        while (rank > 1 && shape[rank - 1] == 1) rank--;
        return rank;
    }
}
