using EdgeNet.Description;
using EdgeNet.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator.Reading;

/// <summary>Attribute → the arguments given, by name, and where each stands.</summary>
internal sealed class AttributeReader
{
    private readonly AttributeData _attribute;
    private readonly AttributeSyntax _syntax;
    private readonly PlaceFinder _places;
    private readonly List<LayerArgument> _arguments = [];
    private readonly Dictionary<string, Place> _argumentPlaces = new(StringComparer.Ordinal);

    private AttributeReader(AttributeData attribute, AttributeSyntax syntax, PlaceFinder places)
    {
        _attribute = attribute;
        _syntax = syntax;
        _places = places;
    }

    /// <summary>Reads an attribute.</summary>
    /// <param name="attribute">What the compiler made of it.</param>
    /// <param name="syntax">What was written.</param>
    /// <param name="finder">Finds places.</param>
    /// <param name="places">Where attribute and arguments stand.</param>
    /// <returns>The arguments given, without those that are null, or null where the compiler reports an error in the attribute.</returns>
    public static EquatableArray<LayerArgument>? Read(
        AttributeData attribute, AttributeSyntax syntax, PlaceFinder finder, out AttributePlaces places)
    {
        var reader = new AttributeReader(attribute, syntax, finder);
        bool complete = reader.ReadAll();
        places = new(
            finder.Of(syntax),
            new EquatableArray<ArgumentPlace>(reader._argumentPlaces.Select(pair => new ArgumentPlace(pair.Key, pair.Value))));
        if (!complete) return null;
        return new EquatableArray<LayerArgument>(reader._arguments);
    }

    private bool ReadAll()
    {
        // Missing brackets and commas are errors of the list around the attribute.
        if (_attribute.AttributeConstructor is not { } constructor || _syntax.Parent is { ContainsDiagnostics: true }) return false;
        if (_attribute.ConstructorArguments.Length != constructor.Parameters.Length) return false;
        if (_syntax.ArgumentList is not { } list) return true;

        int position = 0;
        foreach (AttributeArgumentSyntax argument in list.Arguments)
        {
            if (argument.NameEquals is { } property)
            {
                if (!ReadProperty(property.Name.Identifier.ValueText, argument)) return false;
                continue;
            }

            int index = argument.NameColon is { } colon
                ? IndexOf(constructor, colon.Name.Identifier.ValueText)
                : Math.Min(position++, constructor.Parameters.Length - 1);
            if (index < 0 || !ReadParameter(constructor.Parameters[index], _attribute.ConstructorArguments[index], argument)) return false;
        }

        return true;
    }

    private bool ReadParameter(IParameterSymbol parameter, TypedConstant value, AttributeArgumentSyntax argument)
    {
        string name = CamelCase(parameter.Name);
        Place place = _places.Of(argument);
        if (!_argumentPlaces.TryGetValue(name, out Place start)) return Add(name, value, place);
        _argumentPlaces[name] = start.To(place);
        return parameter.IsParams;
    }

    private bool ReadProperty(string name, AttributeArgumentSyntax argument)
    {
        foreach (KeyValuePair<string, TypedConstant> named in _attribute.NamedArguments)
            if (named.Key == name) return !_argumentPlaces.ContainsKey(CamelCase(name)) && Add(CamelCase(name), named.Value, _places.Of(argument));
        return false;
    }

    private bool Add(string name, TypedConstant value, Place place)
    {
        if (ConstantReader.IsBroken(value)) return false;
        _argumentPlaces.Add(name, place);
        if (!value.IsNull) _arguments.Add(new(name, ConstantReader.Read(value)));
        return true;
    }

    private static int IndexOf(IMethodSymbol constructor, string parameter)
    {
        for (int i = 0; i < constructor.Parameters.Length; i++)
            if (constructor.Parameters[i].Name == parameter) return i;
        return -1;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
