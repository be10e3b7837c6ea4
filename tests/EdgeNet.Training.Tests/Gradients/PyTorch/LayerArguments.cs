using System.Reflection;
using System.Text.Json.Nodes;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>The arguments of a layer as JSON: what its record is made of, under the same names.</summary>
internal static class LayerArguments
{
    /// <summary>All arguments of a layer.</summary>
    /// <param name="layer">The layer, which no pass has changed.</param>
    public static JsonObject Of(Layer layer)
    {
        string[] arguments = [.. Constructor(layer.GetType()).GetParameters().Select(p => p.Name!)];
        foreach (PropertyInfo property in layer.GetType().GetProperties().Where(p => p.CanWrite && !arguments.Contains(p.Name)))
        {
            object? value = property.GetValue(layer);
            object? none = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
            if (!Equals(value, none)) throw new InvalidOperationException($"A pass has set {property.Name} of {layer.Kind}.");
        }

        return Record(layer);
    }

    /// <summary>Whole numbers as JSON.</summary>
    /// <param name="numbers">The numbers.</param>
    public static JsonArray Of(IEnumerable<int> numbers) => new([.. numbers.Select(n => (JsonNode)n)]);

    private static JsonObject Record(object record)
    {
        var json = new JsonObject();
        foreach (System.Reflection.ParameterInfo parameter in Constructor(record.GetType()).GetParameters())
            json[parameter.Name!] = Value(record.GetType().GetProperty(parameter.Name!)!.GetValue(record));
        return json;
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => number,
        // JSON has no infinity; no value is beyond the largest number either.
        float number => (double)Math.Clamp(number, float.MinValue, float.MaxValue),
        Enum name => name.ToString(),
        TensorShape shape => Of(shape.Dimensions),
        IEnumerable<int> numbers => Of(numbers),
        IEnumerable<double> numbers => new JsonArray([.. numbers.Select(n => (JsonNode)n)]),
        _ => Record(value),
    };

    private static ConstructorInfo Constructor(Type record) => record.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
}
