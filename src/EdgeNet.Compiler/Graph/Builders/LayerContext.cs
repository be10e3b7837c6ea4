using System.Globalization;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>One layer while it is built: reads its arguments, knows its input, takes its nodes and its problems.</summary>
internal sealed class LayerContext(GraphBuilder graph, int index, LayerDescription layer, string name, string label, string above)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal) { "name", "from" };
    private string[] _inputs = [above];

    /// <summary>Whether a problem was found; nodes are added only where none was.</summary>
    public bool Failed { get; private set; }

    /// <summary>The first input's shape, or null where a problem above leaves it unknown.</summary>
    public TensorShape? Input => graph.ShapeOf(_inputs[0]);

    /// <summary>The inputs' shapes, or null where a problem above leaves one unknown.</summary>
    public TensorShape[]? Inputs =>
        _inputs.All(i => graph.ShapeOf(i) is not null) ? [.. _inputs.Select(i => graph.ShapeOf(i)!.Value)] : null;

    /// <summary>What gives the first input, as messages call it.</summary>
    public string InputLabel => LabelOf(0);

    /// <summary>Whether the layers below go on from the layer above this one.</summary>
    public bool IsAside { get; private set; }

    /// <summary>The layer as messages call it: Dense 'c5'.</summary>
    public string Label => label;

    /// <summary>What gives an input, as messages call it.</summary>
    public string LabelOf(int input) => graph.LabelOf(_inputs[input]);

    /// <summary>Finds the layer that From names.</summary>
    public void ResolveInput()
    {
        if (layer.Find("from") is { Kind: ArgumentKind.Text } from && Resolve("from", from.Texts[0])) _inputs = [from.Texts[0]];
    }

    /// <summary>Finds the layers that the argument "inputs" names; one is joined with the layer above.</summary>
    /// <param name="isEnough">Whether the layer above alone will do.</param>
    public void ResolveInputs(bool isEnough)
    {
        string[] names = Texts("inputs");
        if (names.Length > 1 && Has("from")) Report(ProblemRegistry.InvalidArgument, "from", label, "names its inputs, so that From has no meaning: leave it out");
        if (names.Length == 0 && !isEnough) Report(ProblemRegistry.InvalidArgument, null, label, "needs the names of its inputs");
        if (names.Count(source => Resolve("inputs", source)) == names.Length)
            _inputs = names.Length == 1 ? [_inputs[0], names[0]] : names.Length == 0 ? _inputs : names;
    }

    /// <summary>Says that the layer takes no input, and that the layers below go on from the one above it.</summary>
    public void StandAside()
    {
        _inputs = [];
        IsAside = true;
    }

    private bool Resolve(string argument, string source)
    {
        if (graph.Knows(source)) return true;
        Report(ProblemRegistry.UnknownSource, argument, label, source, string.Join(", ", graph.Names.Select(n => $"'{n}'")));
        return false;
    }

    /// <summary>Reports a problem of an argument, or of the whole layer where it was not given.</summary>
    public void Report(ProblemKind kind, string? argument, params object[] values)
    {
        Failed = true;
        graph.Problems.Add(kind.At(index, argument is not null && Has(argument) ? argument : null, values));
    }

    /// <summary>Warns of an argument.</summary>
    public void Warn(ProblemKind kind, string argument, params object[] values) => graph.Problems.Add(kind.At(index, argument, values));

    /// <summary>Whether an argument was given.</summary>
    public bool Has(string argument) => layer.Find(argument) is not null;

    /// <summary>How many values an argument has; 0 where it was not given.</summary>
    public int Values(string argument) => layer.Find(argument) is { } value ? value.Numbers.Count : 0;

    /// <summary>Reads a whole number.</summary>
    public int Int(string argument, int? fallback, int min, int max = int.MaxValue) =>
        Numbers(argument) is { } values ? Whole(argument, Single(argument, values), min, max) : fallback ?? Missing(argument, min);

    /// <summary>Reads a list of whole numbers of any length; empty where it was not given.</summary>
    public int[] Ints(string argument, int min)
    {
        _read.Add(argument);
        bool isEmpty = layer.Find(argument) is { Kind: ArgumentKind.Numbers, Numbers.Count: 0 };
        return isEmpty || Numbers(argument) is not { } values ? [] : [.. values.Select(v => Whole(argument, v, min, int.MaxValue))];
    }

    /// <summary>Reads a list of numbers above 0, or null where it was not given.</summary>
    public double[]? Factors(string argument, int count)
    {
        if (Numbers(argument) is not { } values) return null;
        if (values.Count != count) Report(ProblemRegistry.WrongCount, argument, label, count, argument, values.Count);
        else if (values.Any(v => !(v > 0) || double.IsInfinity(v))) OutOfRange(argument, "numbers above 0", string.Join(", ", values));
        else return [.. values];
        return [.. Enumerable.Repeat(1.0, count)];
    }

    /// <summary>Reads an axis of a tensor, counted from its end where negative.</summary>
    public int Axis(string argument, int? fallback, int rank)
    {
        int axis = Int(argument, fallback, -rank, rank - 1);
        return axis < 0 ? axis + rank : axis;
    }

    /// <summary>Reads different axes of a tensor in ascending order, or null where none was given.</summary>
    public int[]? Axes(string argument, int rank)
    {
        int[] axes = [.. Ints(argument, -rank).Select(axis => axis < 0 ? axis + rank : axis)];
        if (axes.Any(axis => axis >= rank)) OutOfRange(argument, $"axes from {-rank} to {rank - 1}", string.Join(", ", axes));
        else if (axes.Distinct().Count() != axes.Length) OutOfRange(argument, "different axes", string.Join(", ", axes));
        return axes.Length == 0 ? null : axes;
    }

    /// <summary>Reads a list of whole numbers, or null where it was not given.</summary>
    public int[]? Ints(string argument, int count, int min)
    {
        if (Numbers(argument) is not { } values) return null;
        if (values.Count == count) return [.. values.Select(v => Whole(argument, v, min, int.MaxValue))];
        Report(ProblemRegistry.WrongCount, argument, label, count, argument, values.Count);
        return [.. Enumerable.Repeat(min, count)];
    }

    /// <summary>Reads a number.</summary>
    public float Float(string argument, float fallback)
    {
        if (Numbers(argument) is not { } values) return fallback;
        float value = (float)Single(argument, values);
        if (!float.IsNaN(value) && !float.IsInfinity(value)) return value;
        OutOfRange(argument, "a finite number", value);
        return fallback;
    }

    /// <summary>Reads a number, or null where it was not given.</summary>
    public float? FloatOrNull(string argument) => Has(argument) ? Float(argument, 0) : null;

    /// <summary>Reads a number above 0.</summary>
    public float Positive(string argument, float fallback)
    {
        float value = Float(argument, fallback);
        if (value > 0) return value;
        OutOfRange(argument, "above 0", value);
        return fallback;
    }

    /// <summary>Reads a list of texts; empty where it was not given.</summary>
    public string[] Texts(string argument)
    {
        _read.Add(argument);
        if (layer.Find(argument) is not { } value) return [];
        // A list without elements does not tell of what it has none.
        if (value.Kind is ArgumentKind.Text or ArgumentKind.Texts || value.Numbers.Count == 0) return [.. value.Texts];
        Report(ProblemRegistry.InvalidArgument, argument, label, $"needs {argument} to be names, but it is {value}");
        return [];
    }

    /// <summary>Reads a flag.</summary>
    public bool Flag(string argument, bool fallback)
    {
        _read.Add(argument);
        if (layer.Find(argument) is not { } value) return fallback;
        if (value.Kind == ArgumentKind.Flag) return value.Numbers[0] != 0;
        Report(ProblemRegistry.InvalidArgument, argument, label, $"needs {argument} to be true or false, but it is {value}");
        return fallback;
    }

    /// <summary>Reads the member of an enum.</summary>
    public T Member<T>(string argument, T? fallback)
        where T : struct, Enum
    {
        _read.Add(argument);
        if (layer.Find(argument) is not { } value) return fallback ?? default;
        if (value.Kind == ArgumentKind.Text && Enum.GetNames(typeof(T)).Contains(value.Texts[0]))
            return (T)Enum.Parse(typeof(T), value.Texts[0]);
        OutOfRange(argument, "one of " + string.Join(", ", Enum.GetNames(typeof(T))), value);
        return default;
    }

    /// <summary>Reports a value outside its range.</summary>
    public void OutOfRange(string argument, string expected, object found) =>
        Report(ProblemRegistry.ArgumentOutOfRange, argument, label, argument, expected, string.Format(CultureInfo.InvariantCulture, "{0}", found));

    /// <summary>Requires an input of a rank; does nothing where the input is unknown.</summary>
    /// <returns>Whether the input is known and fits.</returns>
    public bool RequireRank(int rank, string what, string hint = "")
    {
        if (Input is not { } input) return false;
        if (input.Rank == rank) return true;
        Report(ProblemRegistry.WrongRank, null, label, what, InputLabel, input, hint);
        return false;
    }

    /// <summary>Requires an input with axes after the channels; does nothing where the input is unknown.</summary>
    /// <returns>Whether the input is known and fits.</returns>
    public bool RequireSpatial()
    {
        if (Input is not { } input) return false;
        if (input.Rank >= 2) return true;
        Report(ProblemRegistry.WrongRank, null, label, "(channels, …) with at least one more axis", InputLabel, input, "");
        return false;
    }

    /// <summary>Adds the layer's node under the layer's name, and the activation behind it where there is one.</summary>
    public void Add(Layer node, ActivationFunction activation = default)
    {
        if (Failed || Inputs is not { } inputs || !RequireSizes(node, inputs)) return;
        graph.Add(name, node, _inputs, index);
        if (activation != default) graph.AddBehind(name, new Layers.Activate(activation), index);
    }

    /// <summary>Adds nodes that part the input; they go by the layer's name and their number, the first by the name as well.</summary>
    public void AddParts(IEnumerable<Layer> parts)
    {
        if (Failed || Inputs is not { } inputs) return;
        int number = 0;
        foreach (Layer part in parts)
            if (RequireSizes(part, inputs)) graph.AddPart(name, number++, label, part, _inputs, index);
    }

    private bool RequireSizes(Layer node, TensorShape[] inputs)
    {
        foreach (Parameter parameter in node.Parameters(inputs))
            if (!RequireSize($"a {parameter.Role}", parameter.Shape)) return false;
        return RequireSize("an output", node.InferShape(inputs));
    }

    /// <summary>Reports arguments that nothing read.</summary>
    public void ReportUnknownArguments()
    {
        foreach (LayerArgument argument in layer.Arguments)
            if (!_read.Contains(argument.Name))
                Report(ProblemRegistry.InvalidArgument, argument.Name, label, $"has no argument {argument.Name}; it has {string.Join(", ", _read)}");
    }

    private bool RequireSize(string what, TensorShape shape)
    {
        if (shape.LongLength <= GraphBuilder.MaxElements) return true;
        Report(ProblemRegistry.TooLarge, null, label, what, shape, shape.LongLength, GraphBuilder.MaxElements);
        return false;
    }

    private EquatableArray<double>? Numbers(string argument)
    {
        _read.Add(argument);
        if (layer.Find(argument) is not { } value) return null;
        if (value.Kind is ArgumentKind.Number or ArgumentKind.Numbers && value.Numbers.Count > 0) return value.Numbers;
        Report(ProblemRegistry.InvalidArgument, argument, label, $"needs {argument} to be a number, but it is {value}");
        return null;
    }

    private double Single(string argument, EquatableArray<double> values)
    {
        if (values.Count != 1) Report(ProblemRegistry.WrongCount, argument, label, 1, argument, values.Count);
        return values[0];
    }

    private int Whole(string argument, double value, int min, int max)
    {
        if (value >= min && value <= max && value == Math.Floor(value)) return (int)value;
        OutOfRange(argument, max == int.MaxValue ? $"a whole number of {min} or more" : $"a whole number from {min} to {max}", value);
        return min;
    }

    private int Missing(string argument, int min)
    {
        if (!Failed) Report(ProblemRegistry.InvalidArgument, null, label, $"needs {argument}");
        return min;
    }
}
