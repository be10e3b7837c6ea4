using EdgeNet.Generator.Reading;
using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>The generator knows the members that the emitter writes.</summary>
public sealed class EmittedMembersTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_list_is_what_is_emitted(bool traces)
    {
        string source = traces ? Sources.Small.Replace("[Network(1, 8, 8)]", "[Network(1, 8, 8, Trace = true)]", StringComparison.Ordinal) : Sources.Small;
        INamedTypeSymbol network = GeneratorRun.On(source).Output.GetTypeByMetadataName("Acme.Networks.Small")!;
        IEnumerable<string> emitted = network.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null })
            .Select(EmittedMembers.Signature);
        Assert.Equal(EmittedMembers.All(traces).Order(StringComparer.Ordinal), emitted.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("public int {|EDGE2006:Info|} => 1;")]
    [InlineData("private readonly int {|EDGE2006:_instance|} = 1;")]
    [InlineData("public const int {|EDGE2006:InputLength|} = 1;")]
    [InlineData("public void {|EDGE2006:Dispose|}() { }")]
    [InlineData("public int {|EDGE2006:Predict|} => 1;")]
    [InlineData("public void {|EDGE2006:Description|}(int x) { }")]
    [InlineData("public class {|EDGE2006:Share|} { }")]
    [InlineData("static void {|EDGE2006:Infer|}(System.ReadOnlySpan<float> x, System.Span<float> y) { }")]
    [InlineData("public {|EDGE2006:A|}(NetworkInstance instance) { }")]
    [InlineData("public static A {|EDGE2006:Load|}(string? file) => null!;")]
    public async Task A_member_in_their_way_is_reported_at_its_name(string member)
    {
        string message = Assert.Single(await Expect.SquigglesAsync("#nullable enable\nusing EdgeNet; [Network(3), Dense(2)] partial class A { " + member + " }"));
        Assert.Contains("is taken by the generated code", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public void Dispose(bool disposing) { }")]
    [InlineData("public void Dispose<T>() { }")]
    [InlineData("public A() : this(null!) { }")]
    [InlineData("public Prediction Predict(float[] input) => default;")]
    [InlineData("void INetwork<float>.Infer(System.ReadOnlySpan<float> x, System.Span<float> y) { }")]
    public async Task An_overload_is_not_in_their_way(string member) =>
        Assert.Empty(await Expect.SquigglesAsync("using EdgeNet; [Network(3), Dense(2)] partial class A { " + member + " }"));

    [Theory]
    [InlineData("public int {|EDGE2006:Trace|} => 1;")]
    [InlineData("class {|EDGE2006:TracedLayers|} { }")]
    [InlineData("void {|EDGE2006:Trace|}(System.ReadOnlySpan<float> x, IActivationTrace y) { }")]
    public async Task A_member_in_the_way_of_a_trace_is_reported_where_there_is_one(string member)
    {
        await Expect.SquigglesAsync("using EdgeNet; [Network(3, Trace = true), Dense(2)] partial class A { " + member + " }");
        string plain = member.Replace("{|EDGE2006:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);
        Assert.Empty(await Expect.SquigglesAsync("using EdgeNet; [Network(3), Dense(2)] partial class A { " + plain + " }"));
    }

    [Fact]
    public async Task A_class_that_is_called_as_one_of_its_members() =>
        await Expect.SquigglesAsync("using EdgeNet; [Network(3), Dense(2)] partial class {|EDGE2006:Predict|};");

    [Fact]
    public async Task An_inherited_member_that_would_be_hidden()
    {
        string message = Assert.Single(await Expect.SquigglesAsync("""
            using EdgeNet;
            [Network(3), Dense(2)] partial class {|EDGE2006:A|} : Base;
            class Base : System.IDisposable { public void Dispose() { } private void Share() { } public void Load(int x) { } }
            """));
        Assert.Contains("'Base.Dispose'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_in_another_file_is_reported_there() => await Expect.SquigglesAsync(
        "using EdgeNet; [Network(3), Dense(2)] partial class A;",
        "partial class A { public int {|EDGE2006:Pack|}; }");
}
