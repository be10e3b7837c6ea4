using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Generator.Models;
using EdgeNet.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator.Reading;

/// <summary>[Network] class → what it says and where. Takes from the compilation what later steps need, and keeps nothing of it.</summary>
internal sealed class NetworkReader
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly Compilation _compilation;
    private readonly PlaceFinder _places;
    private readonly List<InputDescription> _inputs = [];
    private readonly List<AttributePlaces> _inputPlaces = [];
    private readonly List<LayerDescription> _layers = [];
    private readonly List<AttributePlaces> _layerPlaces = [];
    private readonly List<PlacedProblem> _problems = [];
    private AttributePlaces? _networkPlaces;
    private EquatableArray<int> _shape;
    private string _input = "input";
    private EquatableArray<string> _outputs;
    private Unroll _unroll;
    private bool _isExact;
    private bool _traces;
    private bool _isComplete = true;

    private NetworkReader(INamedTypeSymbol type, TypeDeclarationSyntax declaration, Compilation compilation)
    {
        _type = type;
        _declaration = declaration;
        _compilation = compilation;
        _places = new(compilation);
    }

    /// <summary>Whether a node with the attribute may be a network.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) =>
        node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration);

    /// <summary>Reads a class, or returns null for a part of it that is not the first with [Network].</summary>
    public static NetworkSite? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        new NetworkReader((INamedTypeSymbol)context.TargetSymbol, (TypeDeclarationSyntax)context.TargetNode, context.SemanticModel.Compilation).Read(cancellation);

    /// <summary>Reads a class of a compilation, or returns null where it is no network.</summary>
    public static NetworkSite? Read(INamedTypeSymbol type, TypeDeclarationSyntax declaration, Compilation compilation) =>
        new NetworkReader(type, declaration, compilation).Read(default);

    private NetworkSite? Read(CancellationToken cancellation)
    {
        foreach (AttributeData attribute in InOrder(_type, _declaration.SyntaxTree))
        {
            cancellation.ThrowIfCancellationRequested();
            if (attribute.ApplicationSyntaxReference!.GetSyntax(cancellation) is not AttributeSyntax syntax) continue;
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } kind) _isComplete = false;
            else if (LayerAttributes.IsNetwork(kind))
            {
                // Two [Network] on one class are the compiler's error; the first stands for the class.
                if (_networkPlaces is null && syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() != _declaration) return null;
                if (_networkPlaces is null) ReadNetwork(attribute, syntax);
                else _isComplete = false;
            }
            else if (LayerAttributes.IsInput(kind)) ReadInput(attribute, syntax);
            else if (LayerAttributes.BaseOf(kind) is not null) ReadLayer(attribute, kind, syntax);
        }

        if (_networkPlaces is null) return null;
        _problems.AddRange(ClassChecker.Check(_type, _declaration, _places, _traces));
        _problems.AddRange(HidingNames.FromEmittedCode(_type, _declaration, _compilation, _places));
        if (!_isComplete && HidingNames.FromAttributes(_type, _places.Of(_declaration.Identifier)) is { } hiding) _problems.Add(hiding);
        string key = TypeNames.Key(_type);
        return new(_isComplete ? Declaration(key) : null, new(
            key, _type.Name, _places.Of(_declaration.Identifier), _networkPlaces, new(_inputPlaces), new(_layerPlaces), new(_problems)));
    }

    /// <summary>
    /// The attributes in the order in which layers apply: the file with [Network] first, then any others by path, each from top to bottom.
    /// </summary>
    private static IEnumerable<AttributeData> InOrder(INamedTypeSymbol type, SyntaxTree first) =>
        from attribute in type.GetAttributes()
        let reference = attribute.ApplicationSyntaxReference
        where reference is not null
        orderby reference.SyntaxTree == first ? "" : reference.SyntaxTree.FilePath.Replace('\\', '/') + "\0" ascending, reference.Span.Start
        select attribute;

    private void ReadNetwork(AttributeData attribute, AttributeSyntax syntax)
    {
        EquatableArray<LayerArgument>? arguments = AttributeReader.Read(attribute, syntax, _places, out _networkPlaces);
        _isComplete &= arguments is not null;
        foreach (LayerArgument argument in arguments ?? default)
        {
            if (argument.Name == "shape") _shape = Sizes(argument);
            else if (argument.Name == "input") _input = argument.Value.Texts[0];
            else if (argument.Name == "outputs") _outputs = argument.Value.Texts;
            else if (argument.Name == "unroll") ReadUnroll(argument.Value.Texts[0]);
            else if (argument.Name == "exact") _isExact = argument.Value.Numbers[0] != 0;
            else if (argument.Name == "trace") _traces = argument.Value.Numbers[0] != 0;
        }
    }

    private void ReadInput(AttributeData attribute, AttributeSyntax syntax)
    {
        EquatableArray<LayerArgument>? arguments = AttributeReader.Read(attribute, syntax, _places, out AttributePlaces places);
        _isComplete &= arguments is not null;
        LayerArgument? name = (arguments ?? default).FirstOrDefault(a => a.Name == "name"), shape = (arguments ?? default).FirstOrDefault(a => a.Name == "shape");
        _inputs.Add(new(name?.Value.Texts[0] ?? "", shape is null ? default : Sizes(shape)));
        _inputPlaces.Add(places);
    }

    private static EquatableArray<int> Sizes(LayerArgument argument) => new(argument.Value.Numbers.Select(size => (int)size));

    private void ReadUnroll(string member)
    {
        string[] members = Enum.GetNames(typeof(Unroll));
        if (members.Contains(member))
        {
            _unroll = (Unroll)Enum.Parse(typeof(Unroll), member);
            return;
        }

        Problem problem = ProblemRegistry.ArgumentOutOfRange.At(
            null, "unroll", $"Network '{_type.Name}'", "unroll", "one of " + string.Join(", ", members), member);
        _problems.Add(new(problem, _networkPlaces!.Find("unroll")));
    }

    private void ReadLayer(AttributeData attribute, INamedTypeSymbol kind, AttributeSyntax syntax)
    {
        EquatableArray<LayerArgument>? arguments = AttributeReader.Read(attribute, syntax, _places, out AttributePlaces places);
        _isComplete &= arguments is not null && LayerAttributes.IsOwn(kind);
        if (!LayerAttributes.IsOwn(kind)) _problems.Add(new(DeclarationProblems.ForeignLayer.At(null, null, kind.Name), places.Attribute));
        _layers.Add(new(LayerAttributes.KindOf(kind), arguments ?? default));
        _layerPlaces.Add(places);
    }

    private NetworkDeclaration Declaration(string key) => new(
        key,
        TypeNames.Target(_type),
        new(_type.Name, new([new InputDescription(_input, _shape), .. _inputs]), new(_layers), _unroll, _outputs, _isExact)
            { Trace = _traces },
        IsExtensible: _problems.Count == 0);
}
