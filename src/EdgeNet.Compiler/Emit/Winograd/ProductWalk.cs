using EdgeNet.Compiler.Emit.Tiles;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>Walks the products of a tile in their order, each a fixed distance after the one before.</summary>
/// <param name="writer">Takes the text.</param>
/// <param name="shape">The kernel's sizes.</param>
/// <param name="reference">The reference to the first product.</param>
/// <param name="name">What the names of the references start with.</param>
/// <param name="distance">Elements from a product to the next.</param>
internal sealed class ProductWalk(SourceWriter writer, KernelShape shape, string reference, string name, int distance)
{
    private int _next;

    /// <summary>The next product: a reference and an offset from it.</summary>
    public (string Reference, int Offset) Next()
    {
        int product = _next++;
        if (!shape.IsShared) return (reference, product * distance);
        string variable = $"{name}p";
        if (product == 0) writer.Line($"ref float {variable} = ref {reference};");
        else writer.Line($"{variable} = ref Unsafe.Add(ref {variable}, {shape.Of("product", distance)});");
        return (variable, 0);
    }
}
