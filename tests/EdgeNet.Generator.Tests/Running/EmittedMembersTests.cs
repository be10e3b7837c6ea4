using EdgeNet.Generator.Reading;
using EdgeNet.Generator.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace EdgeNet.Generator.Tests.Running;

/// <summary>The generator knows the members that the emitter writes.</summary>
public sealed class EmittedMembersTests
{
    [Fact]
    public void The_list_is_what_is_emitted()
    {
        INamedTypeSymbol network = GeneratorRun.On(Sources.Small).Output.GetTypeByMetadataName("Acme.Networks.Small")!;
        IEnumerable<string> emitted = network.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared && member is not IMethodSymbol { AssociatedSymbol: not null })
            .Select(EmittedMembers.Signature);
        Assert.Equal(EmittedMembers.All.Order(StringComparer.Ordinal), emitted.Order(StringComparer.Ordinal));
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
