using System.Globalization;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>One layer while it is built: reads its arguments, knows its input, takes its nodes and its problems.</summary>
internal sealed class LayerContext(GraphBuilder graph, int index, LayerDescription layer, string name, string label, string above)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal) { "name", "from" };
    private string _input = above;

    /// <summary>Whether a problem was found; nodes are added only where none was.</summary>
    public bool Failed { get; private set; }

    /// <summary>The input's shape, or null where a problem above leaves it unknown.</summary>
    public TensorShape? Input => graph.ShapeOf(_input);

    /// <summary>What gives the input, as messages call it.</summary>
    public string InputLabel => graph.LabelOf(_input);

    /// <summary>The layer as messages call it: Dense 'c5'.</summary>
    public string Label => label;

    /// <summary>Finds the layer that From names.</summary>
    public void ResolveInput()
    {
        if (layer.Find("from") is not { Kind: ArgumentKind.Text } from) return;
        string source = from.Texts[0];
        if (graph.Knows(source)) _input = source;
        else Report(ProblemCatalogue.UnknownSource, "from", label, source, string.Join(", ", graph.Names.Select(n => $"'{n}'")));
    }

    /// <summary>Reports a problem of an argument, or of the whole layer.</summary>
    public void Report(ProblemKind kind, string? argument, params object[] values)
    {
        Failed = true;
        graph.Problems.Add(kind.At(index, argument, values));
    }

    /// <summary>Whether an argument was given.</summary>
    public bool Has(string argument) => layer.Find(argument) is not null;

    /// <summary>How many values an argument has; 0 where it was not given.</summary>
    public int Values(string argument) => layer.Find(argument) is { } value ? value.Numbers.Count : 0;

    /// <summary>Reads a whole number.</summary>
    public int Int(string argument, int? fallback, int min, int max = int.MaxValue) =>
        Numbers(argument) is { } values ? Whole(argument, Single(argument, values), min, max) : fallback ?? Missing(argument, min);

    /// <summary>Reads a list of whole numbers, or null where it was not given.</summary>
    public int[]? Ints(string argument, int count, int min)
    {
        if (Numbers(argument) is not { } values) return null;
        if (values.Count == count) return [.. values.Select(v => Whole(argument, v, min, int.MaxValue))];
        Report(ProblemCatalogue.WrongCount, argument, label, count, argument, values.Count);
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

    /// <summary>Reads a flag.</summary>
    public bool Flag(string argument, bool fallback)
    {
        _read.Add(argument);
        if (layer.Find(argument) is not { } value) return fallback;
        if (value.Kind == ArgumentKind.Flag) return value.Numbers[0] != 0;
        Report(ProblemCatalogue.InvalidArgument, argument, label, $"needs {argument} to be true or false, but it is {value}");
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
        Report(ProblemCatalogue.ArgumentOutOfRange, argument, label, argument, expected, string.Format(CultureInfo.InvariantCulture, "{0}", found));

    /// <summary>Requires an input of a rank; does nothing where the input is unknown.</summary>
    /// <returns>Whether the input is known and fits.</returns>
    public bool RequireRank(int rank, string what, string hint = "")
    {
        if (Input is not { } input) return false;
        if (input.Rank == rank) return true;
        Report(ProblemCatalogue.WrongRank, null, label, what, InputLabel, input, hint);
        return false;
    }

    /// <summary>Adds the layer's node under the layer's name, and the activation behind it where there is one.</summary>
    public void Add(Layer node, ActivationFunction activation = default)
    {
        if (Failed || Input is not { } input) return;
        foreach (Parameter parameter in node.Parameters([input]))
            if (!RequireSize($"a {parameter.Role}", parameter.Shape)) return;
        TensorShape output = node.InferShape([input]);
        if (!RequireSize("an output", output)) return;
        graph.Add(name, node, new[] { _input }, index);
        if (activation != default) graph.AddBehind(name, new Layers.Activate(activation), index);
    }

    /// <summary>Reports arguments that nothing read.</summary>
    public void ReportUnknownArguments()
    {
        foreach (LayerArgument argument in layer.Arguments)
            if (!_read.Contains(argument.Name))
                Report(ProblemCatalogue.InvalidArgument, argument.Name, label, $"has no argument {argument.Name}; it has {string.Join(", ", _read)}");
    }

    private bool RequireSize(string what, TensorShape shape)
    {
        if (shape.LongLength <= GraphBuilder.MaxElements) return true;
        Report(ProblemCatalogue.TooLarge, null, label, what, shape, shape.LongLength, GraphBuilder.MaxElements);
        return false;
    }

    private EquatableArray<double>? Numbers(string argument)
    {
        _read.Add(argument);
        if (layer.Find(argument) is not { } value) return null;
        if (value.Kind is ArgumentKind.Number or ArgumentKind.Numbers && value.Numbers.Count > 0) return value.Numbers;
        Report(ProblemCatalogue.InvalidArgument, argument, label, $"needs {argument} to be a number, but it is {value}");
        return null;
    }

    private double Single(string argument, EquatableArray<double> values)
    {
        if (values.Count != 1) Report(ProblemCatalogue.WrongCount, argument, label, 1, argument, values.Count);
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
        if (!Failed) Report(ProblemCatalogue.InvalidArgument, null, label, $"needs {argument}");
        return min;
    }
}
