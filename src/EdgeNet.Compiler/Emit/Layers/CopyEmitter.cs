using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Copies in runs where elements lie together on both sides, else element by element; a few of them are written out.</summary>
internal static class CopyEmitter
{
    private const int ShortestSpan = 8;

    public static void Emit(EmitContext context, CopyStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float x, ref float y", writer => Write(writer, step));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    private static void Write(SourceWriter writer, CopyStep step)
    {
        CopyLoop[] loops = [.. step.Loops];
        for (int i = 0; i < loops.Length; i++)
            if (loops[i].Table.Count > 0) writer.Line(Invariant($"ReadOnlySpan<int> table{i} = [{string.Join(", ", loops[i].Table)}];"));

        var blocks = new Stack<IDisposable>();
        var from = new List<string>();
        var to = new List<(string?, int)>();
        CopyLoop innermost = loops[loops.Length - 1];
        for (int i = 0; i < loops.Length - 1; i++)
        {
            string variable = Invariant($"i{i}");
            IDisposable? block = writer.BeginLoop(variable, loops[i].Count);
            if (block is not null) blocks.Push(block);
            if (loops[i].Table.Count > 0) from.Add(Invariant($"table{i}[(int){(block is null ? "0" : variable)}]"));
            else if (block is not null && loops[i].InputStride != 0) from.Add(Sum((variable, loops[i].InputStride)));
            to.Add((block is null ? null : variable, loops[i].OutputStride));
        }

        string xr = "x";
        if (from.Count > 0)
        {
            writer.Line($"ref float xr = ref Unsafe.Add(ref x, {string.Join(" + ", from)});");
            xr = "xr";
        }

        string yr = Advance(writer, "yr", "y", [.. to]);
        WriteRun(writer, innermost, Invariant($"table{loops.Length - 1}"), xr, yr);
        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    private static void WriteRun(SourceWriter writer, CopyLoop run, string table, string xr, string yr)
    {
        bool isTable = run.Table.Count > 0;
        if (run.Count < ShortestSpan)
        {
            for (int i = 0; i < run.Count; i++)
                writer.Line($"{Element(yr, i * run.OutputStride)} = {Element(xr, isTable ? run.Table[i] : i * run.InputStride)};");
        }
        else if (!isTable && run is { InputStride: 1, OutputStride: 1 })
        {
            writer.Line(Invariant($"MemoryMarshal.CreateReadOnlySpan(ref {xr}, {run.Count}).CopyTo(MemoryMarshal.CreateSpan(ref {yr}, {run.Count}));"));
        }
        else if (!isTable && run is { InputStride: 0, OutputStride: 1 })
        {
            writer.Line(Invariant($"MemoryMarshal.CreateSpan(ref {yr}, {run.Count}).Fill({xr});"));
        }
        else
        {
            using (writer.BeginBlock(Invariant($"for (nint i = 0; i < {run.Count}; i++)")))
                writer.Line($"Unsafe.Add(ref {yr}, {Sum(("i", run.OutputStride))}) = Unsafe.Add(ref {xr}, {(isTable ? table + "[(int)i]" : Sum(("i", run.InputStride)))});");
        }
    }
}
