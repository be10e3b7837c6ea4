using EdgeNet.Generator.Tests.Infrastructure;
using EdgeNet.Onnx;
using EdgeNet.Onnx.Tests.Import;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>Nothing that a model file says becomes code: every text that it can hold, and its own name, with everything that ends a line, a comment, a literal or an element.</summary>
public class HostileNamesTests
{
    private const string Evil = "public static class Evil { public static int Ran = 1; }";

    public static TheoryData<string> Endings =>
        ["\u2028", "\u2029", "\u0085", "\n", "\r", "\r\n", "\f", "\v", "\0", "*/", "-->", "]]>", "</summary>", "\"", "\"]", "\\", "\\u2028", "\u202e", "{", "}", "\ufeff", "&#10;"];

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_model_file_puts_nothing_into_its_class(string ending)
    {
        string name = $"a{ending}{Evil}//";
        ImportedNetwork network = OnnxImporter.Import(Model(name).ToBytes(), $"{name}.onnx", new ImportOptions());
        string text = NetworkClassWriter.Write(network, "Imported");

        foreach (LanguageVersion version in new[] { LanguageVersion.CSharp12, LanguageVersion.Latest })
        {
            var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(version, DocumentationMode.Diagnose)).GetRoot();
            ClassDeclarationSyntax type = Assert.Single(root.DescendantNodes().OfType<ClassDeclarationSyntax>());
            Assert.Empty(type.Members);
            Assert.Empty(root.GetDiagnostics());
        }

        GeneratorRun run = GeneratorRun.On(("Net.cs", text));
        Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
        Assert.Empty(run.CompilerErrors().Select(d => d.ToString()));
        Assert.All(run.Files.Values, file => Assert.DoesNotContain("Ran", file));
    }

    [Fact]
    public void A_class_or_namespace_that_is_no_identifier_is_refused()
    {
        Assert.Throws<ArgumentException>(() => NetworkClassWriter.Write(Model("x").Import(new ImportOptions { ClassName = "A; " + Evil }), ""));
        Assert.Throws<ArgumentException>(() => NetworkClassWriter.Write(Model("x").Import(), "A;\n" + Evil));
    }

    /// <summary>Two inputs and two outputs, so that all of them have names in the class.</summary>
    private static TestModel Model(string name)
    {
        string second = name + "2", weight = name + ".weight";
        var model = new TestModel();
        model.Proto.ProducerName = name;
        model.Proto.ProducerVersion = name;
        model.Proto.Graph.Name = name;
        // Names with commas would be split by Node.
        model.Input("in1", 1, 4).Input("in2", 1, 4).Weight("w", 4, 3).Node("Gemm", "in1,w", "o1").Named(name).Node("Add", "in1,in2", "o2").Named(second).Output("o1", "o2");
        foreach (var node in model.Proto.Graph.Node)
        {
            Rename(node.Input);
            Rename(node.Output);
        }

        foreach (var value in model.Proto.Graph.Input.Concat(model.Proto.Graph.Output)) value.Name = New(value.Name);
        foreach (var tensor in model.Proto.Graph.Initializer) tensor.Name = New(tensor.Name);
        return model;

        string New(string old) => old == "w" ? weight : old + name;

        void Rename(IList<string> names)
        {
            for (int i = 0; i < names.Count; i++) names[i] = New(names[i]);
        }
    }
}
