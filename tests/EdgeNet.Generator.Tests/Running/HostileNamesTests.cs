using EdgeNet.Generator.Tests.Infrastructure;
using EdgeNet.Onnx;
using EdgeNet.Onnx.Tests.Import;
using EdgeNet.Safety;
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

    /// <summary>Every UTF-16 unit, in what may stand in a written class: none ends a line, a comment, a literal or an element.</summary>
    [Fact]
    public void No_character_leaves_its_comment_or_literal()
    {
        string all = string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c)) + "😀\ud800";
        string comment = CSharpText.Comment(all), literal = CSharpText.Literal(all);
        Assert.True(CSharpText.IsOneLine(comment) && CSharpText.IsOneLine(literal));
        Assert.All(literal, c => Assert.InRange(c, ' ', '~'));
        Assert.DoesNotContain(comment.Replace("&amp;", "", StringComparison.Ordinal).Replace("&lt;", "", StringComparison.Ordinal).Replace("&gt;", "", StringComparison.Ordinal), c => c is '<' or '>' or '&');
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(
            $"/// <summary>{comment}</summary>\nclass A {{ const string S = {literal}; }}", new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose)).GetRoot();
        Assert.Empty(root.GetDiagnostics());
        ClassDeclarationSyntax type = Assert.IsType<ClassDeclarationSyntax>(Assert.Single(root.Members));
        Assert.Equal(all, type.DescendantNodes().OfType<LiteralExpressionSyntax>().Single().Token.ValueText);
    }

    /// <summary>
    /// Names of classes and namespaces are letters of any script; whatever nobody sees, or reads as something else, is refused.
    /// </summary>
    [Theory]
    [InlineData("A\u200b")]
    [InlineData("A\u202e")]
    [InlineData("A\u2028")]
    [InlineData("A\u00ad")]
    [InlineData("A B")]
    [InlineData("A;")]
    [InlineData("A/*")]
    [InlineData("@A")]
    [InlineData("A\\u0042")]
    [InlineData("1A")]
    [InlineData("")]
    [InlineData("😀")]
    public void No_name_is_more_than_letters(string name)
    {
        Assert.False(CSharpText.HasLettersOnly(name));
        Assert.Throws<ArgumentException>(() => NetworkClassWriter.Write(Model("x").Import(new ImportOptions { ClassName = name }), ""));
        if (name.Length > 0) Assert.Throws<ArgumentException>(() => NetworkClassWriter.Write(Model("x").Import(), "Acme." + name));
    }

    [Theory]
    [InlineData("load.onnx", "LoadNetwork")]
    [InlineData("info.onnx", "InfoNetwork")]
    [InlineData("pack.onnx", "PackNetwork")]
    [InlineData("system.onnx", "SystemNetwork")]
    [InlineData("activation.onnx", "ActivationNetwork")]
    [InlineData("required.onnx", "Required")]
    [InlineData("2 nets.onnx", "Network2Nets")]
    [InlineData("网络.onnx", "Network")]
    public void Classes_from_files_have_names_that_compile(string file, string name)
    {
        ImportedNetwork network = OnnxImporter.Import(Model("x").ToBytes(), file);
        Assert.Equal(name, network.Description.Name);
        foreach (string space in new[] { "", "Acme", "Größe.网络" })
        {
            GeneratorRun run = GeneratorRun.On(("Net.cs", NetworkClassWriter.Write(network, space)));
            Assert.Empty(run.Diagnostics.Select(d => d.ToString()));
            Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
        }
    }

    [Theory]
    [InlineData("required")]
    [InlineData("class")]
    [InlineData("Load")]
    [InlineData("System")]
    [InlineData("Activation")]
    public void A_class_that_would_not_compile_is_refused(string name)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => NetworkClassWriter.Write(Model("x").Import(new ImportOptions { ClassName = name }), ""));
        Assert.Contains($"found '{name}', which ", fault.Message, StringComparison.Ordinal);
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
