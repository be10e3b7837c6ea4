using EdgeNet.Description;

namespace EdgeNet.Onnx.Import.Drafts;

/// <summary>A layer while a network is put together: it may yet get a name, take an activation in, or vanish.</summary>
internal sealed class LayerDraft
{
    /// <summary>The kind of a network's input, which is no layer.</summary>
    public const string Input = "Input";

    /// <summary>The kind of a constant, which takes no input.</summary>
    public const string Constant = "Constant";

    /// <summary>The layer's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What it takes, in order.</summary>
    public List<DraftOutput> Inputs { get; init; } = [];

    /// <summary>Its arguments but for name, from and inputs, in the order in which a person writes them.</summary>
    public List<LayerArgument> Arguments { get; init; } = [];

    /// <summary>Its parameters.</summary>
    public List<DraftParameter> Parameters { get; init; } = [];

    /// <summary>The shape of each of its outputs; only a Split has several.</summary>
    public required IReadOnlyList<int[]> Shapes { get; init; }

    /// <summary>What the file calls it, best name first.</summary>
    public IReadOnlyList<string> Hints { get; init; } = [];

    /// <summary>The node that it comes from, for messages; empty for an input.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Its name, where it needs one.</summary>
    public string? Name { get; set; }
}
