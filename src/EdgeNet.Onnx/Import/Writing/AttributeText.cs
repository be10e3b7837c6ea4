using System.Globalization;
using System.Reflection;
using EdgeNet.Description;
using EdgeNet.Safety;

namespace EdgeNet.Onnx.Import.Writing;

using ParameterInfo = System.Reflection.ParameterInfo;

/// <summary>A layer as the attribute that a person would write: constructor parameters first, then properties.</summary>
internal static class AttributeText
{
    /// <summary>[Conv2D(64, 7, Stride = 2, Name = "conv1")].</summary>
    /// <exception cref="ArgumentException">There is no such attribute, or it has no place for an argument.</exception>
    public static string Of(LayerDescription layer)
    {
        Type type = typeof(LayerAttribute).Assembly.GetType($"EdgeNet.{layer.Kind}Attribute")
            ?? throw new ArgumentException($"There is no attribute for the layer {layer.Kind}.", nameof(layer));
        ParameterInfo[] parameters = Constructor(type, layer);
        List<string> parts = [.. parameters.Select(p => Positional(p, layer)).OfType<string>()];
        foreach (LayerArgument argument in layer.Arguments)
        {
            if (parameters.Any(p => p.Name == argument.Name)) continue;
            string name = char.ToUpperInvariant(argument.Name[0]) + argument.Name[1..];
            PropertyInfo property = type.GetProperty(name) is { CanWrite: true } found ? found
                : throw new ArgumentException($"The attribute {layer.Kind} has no property {name}.", nameof(layer));
            parts.Add($"{name} = {Value(argument.Value, property.PropertyType)}");
        }

        return parts.Count == 0 ? $"[{layer.Kind}]" : $"[{layer.Kind}({string.Join(", ", parts)})]";
    }

    /// <summary>The constructor that takes most of what is given.</summary>
    private static ParameterInfo[] Constructor(Type type, LayerDescription layer) =>
        type.GetConstructors().Select(c => c.GetParameters())
            .Where(ps => ps.All(p => layer.Find(p.Name!) is { } value ? Fits(value, p) : p.IsOptional || IsParams(p)))
            .OrderByDescending(ps => ps.Count(p => layer.Find(p.Name!) is not null)).ThenBy(ps => ps.Length)
            .FirstOrDefault() ?? throw new ArgumentException($"No constructor of the attribute {layer.Kind} takes {layer}.", nameof(layer));

    private static bool Fits(ArgumentValue value, ParameterInfo parameter) =>
        parameter.ParameterType.IsArray || value.Kind is ArgumentKind.Number or ArgumentKind.Flag or ArgumentKind.Text;

    private static bool IsParams(ParameterInfo parameter) => parameter.GetCustomAttribute<ParamArrayAttribute>() is not null;

    private static string? Positional(ParameterInfo parameter, LayerDescription layer)
    {
        if (layer.Find(parameter.Name!) is not { } value) return null;
        if (!IsParams(parameter)) return Value(value, parameter.ParameterType);
        string items = Items(value, parameter.ParameterType.GetElementType()!);
        return items.Length > 0 ? items : null;
    }

    private static string Value(ArgumentValue value, Type type)
    {
        if (type.IsArray) return $"new[] {{ {Items(value, type.GetElementType()!)} }}";
        return value.Kind switch
        {
            ArgumentKind.Flag => value.Numbers[0] != 0 ? "true" : "false",
            ArgumentKind.Number => Number(value.Numbers[0], type),
            _ => type.IsEnum ? $"{type.Name}.{value.Texts[0]}" : CSharpText.Literal(value.Texts[0]),
        };
    }

    private static string Items(ArgumentValue value, Type type) =>
        value.Texts.Count > 0 ? string.Join(", ", value.Texts.Select(CSharpText.Literal)) : string.Join(", ", value.Numbers.Select(n => Number(n, type)));

    private static string Number(double number, Type type)
    {
        if (type != typeof(float) && type != typeof(double)) return number.ToString("R", CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            return $"{(type == typeof(float) ? "float" : "double")}.{(double.IsNaN(number) ? "NaN" : number > 0 ? "PositiveInfinity" : "NegativeInfinity")}";
        if (type == typeof(float)) return number == Math.Floor(number) && Math.Abs(number) < 1e6 ? number.ToString("R", CultureInfo.InvariantCulture) : ((float)number).ToString("R", CultureInfo.InvariantCulture) + "f";
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        // An array of doubles needs one element at least that says so.
        return text.Contains('.') || text.Contains('E') ? text : text + ".0";
    }
}
