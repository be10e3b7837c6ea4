using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Channels in vectors. Fewer channels than lanes take narrower vectors; channels that fill no last vector are computed by one that
/// overlaps the vector before.
/// </summary>
/// <param name="Vector">The vector's class.</param>
/// <param name="Lanes">Its lanes, no more than there are channels.</param>
/// <param name="Channels">Channels, 4 or more.</param>
internal sealed record LaneBlocks(string Vector, int Lanes, int Channels)
{
    /// <summary>The widest vectors that channels fill.</summary>
    public static LaneBlocks Of(VectorWidth width, int channels)
    {
        int lanes = width.Lanes;
        while (lanes > channels) lanes /= 2;
        return new(Invariant($"Vector{lanes * 32}"), lanes, channels);
    }

    /// <summary>Writes a body for each vector of channels.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="shape">The kernel's sizes.</param>
    /// <param name="moved">The references that move with the channels; the body gets them in this order.</param>
    /// <param name="at">The current name of each.</param>
    /// <param name="body">Writes the body, given the vector's class and the references.</param>
    public void Write(SourceWriter writer, KernelShape shape, string[] moved, Func<string, string> at, Action<string, string[]> body) =>
        Write(writer, shape, [.. moved.Select(m => (m, 1))], at, body);

    /// <summary>Writes a body for each vector of channels, or of other elements in the lanes.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="shape">The kernel's sizes.</param>
    /// <param name="moved">The references that move with the channels, each with its elements of a channel; the body gets them in this order.</param>
    /// <param name="at">The current name of each.</param>
    /// <param name="body">Writes the body, given the vector's class and the references.</param>
    public void Write(SourceWriter writer, KernelShape shape, (string Name, int Elements)[] moved, Func<string, string> at, Action<string, string[]> body)
    {
        int whole = Channels / Lanes;
        bool overlaps = Channels % Lanes != 0;
        // A body that is written twice stands in blocks of its own, for the names of its variables.
        using (overlaps && whole == 1 ? writer.BeginBlock("") : null)
        {
            TileLoop blocks = TileLoop.Of("c", shape.Of("channelBlocks", whole), [.. moved.Select(r => (at(r.Name), Invariant($"{Lanes * r.Elements}")))]);
            TileLoop.Write(writer, [blocks], block => body(Vector, [.. moved.Select(r => block(at(r.Name)))]));
        }

        if (!overlaps) return;
        using (writer.BeginBlock("// The last channels."))
        {
            foreach (var (r, elements) in moved) writer.Line($"ref float {r}_last = ref Unsafe.Add(ref {at(r)}, {shape.Multiple(elements, "lastChannels", Channels - Lanes)});");
            body(Vector, [.. moved.Select(r => r.Name + "_last")]);
        }
    }
}
