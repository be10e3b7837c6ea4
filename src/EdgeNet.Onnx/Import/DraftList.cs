using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import;

/// <summary>The layers so far, each after what it takes.</summary>
internal sealed class DraftList
{
    private readonly List<LayerDraft> _drafts = [];
    private readonly Dictionary<(DraftOutput, string), DraftOutput> _views = [];

    /// <summary>The layers, the network's inputs first.</summary>
    public IReadOnlyList<LayerDraft> Drafts => _drafts;

    /// <summary>The node whose layers are being added, for messages.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Adds an input of the network.</summary>
    public DraftOutput AddInput(string name, int[] shape)
    {
        var draft = new LayerDraft { Kind = LayerDraft.Input, Shapes = [shape], Hints = [name] };
        _drafts.Add(draft);
        return new(draft, 0);
    }

    /// <summary>Adds a layer; the compiler says what shape it gives.</summary>
    /// <exception cref="ImportProblemException">The compiler refuses it.</exception>
    public DraftOutput Add(
        string kind, IReadOnlyList<DraftOutput> inputs, IReadOnlyList<LayerArgument> arguments,
        IReadOnlyList<DraftParameter>? parameters = null, IReadOnlyList<string>? hints = null)
    {
        int[] shape = ShapeProbe.Infer(kind, arguments, [.. inputs.Select(i => i.Shape)]);
        return new(Append(kind, inputs, arguments, [shape], parameters, hints), 0);
    }

    /// <summary>Adds a layer whose shapes are known.</summary>
    public LayerDraft Append(
        string kind, IReadOnlyList<DraftOutput> inputs, IReadOnlyList<LayerArgument> arguments, IReadOnlyList<int[]> shapes,
        IReadOnlyList<DraftParameter>? parameters = null, IReadOnlyList<string>? hints = null)
    {
        var draft = new LayerDraft
        {
            Kind = kind,
            Inputs = [.. inputs],
            Arguments = [.. arguments],
            Shapes = shapes,
            Parameters = [.. parameters ?? []],
            Hints = hints ?? [],
            Origin = Origin,
        };
        _drafts.Add(draft);
        return draft;
    }

    /// <summary>A layer output in another shape of as many elements; a Flatten or Reshape where it does not have it.</summary>
    public DraftOutput View(DraftOutput source, int[] shape)
    {
        if (source.Shape.SequenceEqual(shape)) return source;
        (DraftOutput, string) key = (source, Dimensions.Text(shape));
        if (_views.TryGetValue(key, out DraftOutput view)) return view;
        view = shape.Length == 1 && source.Shape.Length > 1
            ? Add("Flatten", [source], [])
            : Add("Reshape", [source], [new("shape", shape)]);
        _views.Add(key, view);
        return view;
    }
}
