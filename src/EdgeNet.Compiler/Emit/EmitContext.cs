using System.Globalization;
using System.Text;
using EdgeNet.Compiler.Naming;
using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Emit;

/// <summary>What every layer's emitter needs: the plan, the width, the methods, and the body of the width's Infer.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Width">The vector width.</param>
/// <param name="Kernels">Takes the methods.</param>
/// <param name="KernelClass">The name of the class that holds them.</param>
/// <param name="Infer">Takes the calls.</param>
internal sealed record EmitContext(ExecutionPlan Plan, VectorWidth Width, KernelSet Kernels, string KernelClass, SourceWriter Infer)
{
    /// <summary>The variable of the loop around a step whose operands advance.</summary>
    public const string Round = "band";

    /// <summary>The vector type as it stands in kernels: Vector256.</summary>
    public string Vector => Width.Type;

    /// <summary>Multiply-adds of one straight-line body.</summary>
    public int FmaBudget => Width.FmaBudget;

    /// <summary>Splits a tap nest into what is looped over and what is straight-line.</summary>
    /// <param name="nest">The taps.</param>
    /// <param name="fmasPerTap">Vector multiply-adds of a tap.</param>
    /// <param name="budget">Multiply-adds of one straight-line body; without limit where everything is to be unrolled.</param>
    public UnrolledTaps Unrolled(TapNest nest, int fmasPerTap, int budget) =>
        nest.Unroll(fmasPerTap, Plan.Unroll == Unroll.Full ? int.MaxValue : budget);

    /// <summary>A method name for a step at this width.</summary>
    public string MethodName(Step step, string suffix = "") => MethodName($"{step.Kind}_{step.Name}", suffix);

    /// <summary>A method name at this width.</summary>
    public string MethodName(string what, string suffix)
    {
        var name = new StringBuilder();
        foreach (char c in what) name.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') ? c : '_');
        return name.Append(suffix).Append('_').Append(Width.Bits.ToString(CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>A reference to an operand's first element, as Infer writes it.</summary>
    public string Reference(Operand operand)
    {
        PlannedBuffer buffer = Plan.Buffers[operand.Buffer];
        return buffer.Storage switch
        {
            Storage.Input => At("input", buffer.Offset + operand.Offset, operand.Advance),
            Storage.Weights => At("weights", buffer.Offset + operand.Offset, operand.Advance),
            Storage.Output => At("output", buffer.Offset + operand.Offset, operand.Advance),
            _ => At("workspace", buffer.Offset + operand.Offset, operand.Advance),
        };
    }

    /// <summary>A reference to a place in the packed weights, as Infer writes it.</summary>
    public string Weights(int offset) => At("weights", offset);

    /// <summary>Writes a call of a kernel into Infer.</summary>
    public void Call(string method, params string[] arguments) =>
        Infer.Line($"global::{EmittedNames.KernelNamespace}.{KernelClass}.{method}({string.Join(", ", arguments)});");

    private static string At(string name, int offset, int advance = 0) => advance != 0
        ? $"ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {name}, {VectorText.Sum((Round, advance), ("1", offset))})"
        : offset == 0
        ? $"ref {name}"
        : string.Format(CultureInfo.InvariantCulture, "ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {0}, {1})", name, offset);
}
