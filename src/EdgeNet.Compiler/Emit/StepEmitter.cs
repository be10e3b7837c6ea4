using EdgeNet.Compiler.Emit.Layers;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Emit;

/// <summary>Which emitter writes which step.</summary>
internal static class StepEmitter
{
    public static void Emit(EmitContext context, Step step)
    {
        switch (step)
        {
            case ConvChannelStep conv: ConvChannelEmitter.Emit(context, conv); break;
            case ConvStrassenStep conv: ConvStrassenEmitter.Emit(context, conv); break;
            case ConvWinogradStep conv: ConvWinogradEmitter.Emit(context, conv); break;
            case ConvWinogradWidthStep conv: ConvWinogradWidthEmitter.Emit(context, conv); break;
            case ConvDepthwiseStep conv: ConvDepthwiseEmitter.Emit(context, conv); break;
            case ConvWidthStep conv: ConvWidthEmitter.Emit(context, conv); break;
            case DenseStep dense: DenseEmitter.Emit(context, dense); break;
            case PoolStep pool: PoolEmitter.Emit(context, pool); break;
            case LocalResponseNormStep norm: LocalResponseNormEmitter.Emit(context, norm); break;
            case BorderStep border: BorderEmitter.Emit(context, border); break;
            case StreamStep stream: StreamEmitter.Emit(context, stream); break;
            case RollStep roll: RollEmitter.Emit(context, roll); break;
            case PadStep pad: PadEmitter.Emit(context, pad); break;
            case ActivateStep activate: ActivateEmitter.Emit(context, activate); break;
            case SoftmaxStep softmax: SoftmaxEmitter.Emit(context, softmax); break;
            case ReduceStep reduce: ReduceEmitter.Emit(context, reduce); break;
            case NormStep norm: NormEmitter.Emit(context, norm); break;
            case MatMulStep product: MatMulEmitter.Emit(context, product); break;
            case PointwiseStep pointwise: PointwiseEmitter.Emit(context, pointwise); break;
            case FillStep fill: FillEmitter.Emit(context, fill); break;
            case CopyStep copy: CopyEmitter.Emit(context, copy); break;
            default: throw new NotSupportedException($"No code is emitted for {step.Kind}.");
        }
    }
}
