using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Generator.Tests.Diagnosing;

/// <summary>Every problem of the class around a description.</summary>
public sealed class DeclarationDiagnosticsTests
{
    private const string Layers = "[Network(3), Dense(2)]";

    private const string OldFramework = """
        namespace System
        {
            public class Object;
            public abstract class ValueType;
            public abstract class Enum : ValueType;
            public struct Void;
            public struct Boolean;
            public struct Int32;
            public class String;
            public abstract class Array;
            public abstract class Attribute;
            public enum AttributeTargets { Class = 4 }
            public sealed class ParamArrayAttribute : Attribute;
            public sealed class AttributeUsageAttribute(AttributeTargets targets) : Attribute { public bool AllowMultiple { get; set; } }
        }
        namespace EdgeNet
        {
            public abstract class LayerAttribute : System.Attribute;
            public sealed class NetworkAttribute(params int[] shape) : System.Attribute;
            public sealed class DenseAttribute(int units) : LayerAttribute;
        }
        """;

    [Theory]
    [InlineData("class {|EDGE2001:A|};", "Network class 'A' needs the modifier 'partial'")]
    [InlineData("static partial class {|EDGE2002:A|} { }", "is a static class, but")]
    [InlineData("abstract partial class {|EDGE2002:A|};", "is an abstract class, but")]
    [InlineData("partial class {|EDGE2002:A|}<T>;", "is a generic class, but")]
    [InlineData("partial record {|EDGE2002:A|};", "is a record, but")]
    [InlineData("partial record class {|EDGE2002:A|}(int X);", "is a record, but")]
    [InlineData("file partial class {|EDGE2002:A|};", "is file-local, but")]
    [InlineData("partial class {|EDGE2007:A|}(int seed) { public int Seed => seed; }", "a primary constructor")]
    [InlineData("partial class {|EDGE2007:A|} : B; class B { public B(int seed) { } }", "a base class 'B' without a parameterless constructor")]
    [InlineData("partial class {|EDGE2007:A|} : B; class B { private B() { } }", "without a parameterless constructor")]
    public async Task Classes_that_take_no_code(string declaration, string message)
    {
        string found = Assert.Single(await Expect.SquigglesAsync($"using EdgeNet;\n{Layers} {declaration}"));
        Assert.Contains(message, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partial class A : B; class B { protected B() { } }")]
    [InlineData("sealed partial class A : B; class B;")]
    [InlineData("internal partial class A { private int _x = 1; public int X => _x; }")]
    [InlineData("partial class A { } partial class A { }")]
    public async Task Classes_that_do(string declaration) => Assert.Empty(await Expect.SquigglesAsync($"using EdgeNet;\n{Layers} {declaration}"));

    [Fact]
    public async Task Types_around_a_network_are_partial_too()
    {
        IReadOnlyList<string> messages = await Expect.SquigglesAsync($$"""
            using EdgeNet;
            class {|EDGE2001:Outer|} { partial struct Middle { interface {|EDGE2001:IInner|} { {{Layers}} class {|EDGE2001:A|}; } } }
            """);
        Assert.StartsWith("Type 'Outer' around network class 'A' needs", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_inside_a_file_local_type() =>
        await Expect.SquigglesAsync($$"""using EdgeNet; file partial class Outer { {{Layers}} partial class {|EDGE2002:A|}; }""");

    [Fact]
    public async Task Two_file_local_networks_of_one_name_have_their_own_problems() => await Expect.SquigglesAsync(
        "using EdgeNet; [Network(3), {|EDGE1004:MaxPool2D(2)|}] file partial class {|EDGE2002:A|};",
        "using EdgeNet; [Network(3), Dense({|EDGE1006:0|})] file partial class {|EDGE2002:A|};");

    [Fact]
    public async Task The_description_is_checked_even_where_the_class_takes_no_code() =>
        await Expect.SquigglesAsync("using EdgeNet; [Network(1, 8, 8), {|EDGE1004:Dense(2)|}] class {|EDGE2001:A|};");

    [Fact]
    public async Task Layers_of_the_user_s_own_have_no_code()
    {
        IReadOnlyList<string> messages = await Expect.SquigglesAsync("""
            using EdgeNet;
            [Network(3), Dense(2), {|EDGE2008:Mine(4)|}] partial class A;
            class MineAttribute(int size) : LayerAttribute { public int Size => size; }
            """);
        Assert.StartsWith("'MineAttribute' derives from LayerAttribute", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_without_network_is_a_warning_at_its_first_layer()
    {
        IReadOnlyList<string> messages = await Expect.SquigglesAsync("""
            using EdgeNet;
            [{|EDGE2009:Conv2D(4, 3)|}, Flatten] partial class A;
            [System.Obsolete] class B;
            """);
        Assert.StartsWith("Class 'A' has layer attributes, but no [Network] attribute", messages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_C_sharp_version_before_12_is_too_old()
    {
        MarkedSource source = MarkedSource.Parse($"using EdgeNet; {Layers} partial class {{|EDGE2003:A|}} {{ }}");
        GeneratorRun run = GeneratorRun.On(References.All, LanguageVersion.CSharp11, ("File0.cs", source.Text));
        Assert.Contains("<LangVersion>11.0</LangVersion>", Assert.Single(await Expect.SquigglesAsync(run, source)), StringComparison.Ordinal);
        Assert.Empty(run.Files);

        GeneratorRun oldest = GeneratorRun.On(References.All, LanguageVersion.CSharp12, ("File0.cs", source.Text));
        Assert.Empty(oldest.Diagnostics);
        Assert.Empty(oldest.CompilerErrors());
        Assert.Single(oldest.Files);
    }

    [Fact]
    public async Task A_project_without_the_runtime_is_told_so()
    {
        MarkedSource source = MarkedSource.Parse($"using EdgeNet; {Layers} partial class {{|EDGE2005:A|}};");
        GeneratorRun run = GeneratorRun.On([.. References.Framework, References.Abstractions], LanguageVersion.Latest, ("File0.cs", source.Text));
        await Expect.SquigglesAsync(run, source);
        Assert.Empty(run.Files);
    }

    [Fact]
    public async Task A_framework_without_the_vector_instructions_is_too_old()
    {
        MarkedSource source = MarkedSource.Parse($"using EdgeNet; {Layers} partial class {{|EDGE2004:A|}};");
        // A project without references is its own core library: here, one of long ago.
        GeneratorRun run = GeneratorRun.On([], LanguageVersion.Latest, ("File0.cs", source.Text), ("Core.cs", OldFramework));
        await Expect.SquigglesAsync(run, source);
        Assert.Empty(run.CompilerErrors());
        Assert.Empty(run.Files);
    }
}
