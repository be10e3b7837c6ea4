using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Bands of rows one after the other; equal ones are a loop, in which references move with the band.</summary>
internal static class StreamEmitter
{
    public static void Emit(EmitContext context, StreamStep step)
    {
        foreach (StreamPart part in step.Parts)
        {
            using (part.Count > 1 ? context.Infer.BeginBlock(VectorText.Invariant($"for (nint {EmitContext.Round} = 0; {EmitContext.Round} < {part.Count}; {EmitContext.Round}++)")) : null)
            {
                foreach (Step inner in part.Steps) StepEmitter.Emit(context, inner);
            }
        }
    }
}
